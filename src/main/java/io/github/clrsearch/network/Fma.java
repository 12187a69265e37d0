package io.github.clrsearch.network;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;

/** a b + c with one rounding. */
final class Fma {

  /** Whether the processor has an instruction for it. */
  static final boolean IN_HARDWARE = inHardware();

  private Fma() {}

  /** The same bits as {@link Math#fma}, which takes a thousand times as long without hardware. */
  static float of(float a, float b, float c) {
    return IN_HARDWARE ? Math.fma(a, b, c) : inDoubles(a, b, c);
  }

  /**
   * The product of two floats is exact as a double. The sum is rounded to odd, so that rounding it
   * once more, to a float, gives what one rounding would have given (Boldo and Melquiond 2008).
   */
  static float inDoubles(float a, float b, float c) {
    double product = (double) a * b;
    double sum = product + c;
    double part = sum - product;
    double error = (product - (sum - part)) + (c - part);
    if (Math.abs(error) > 0) {
      long bits = Double.doubleToRawLongBits(sum);
      if ((bits & 1) == 0) {
        sum = Double.longBitsToDouble(bits + (error > 0 == sum > 0 ? 1 : -1));
      }
    }
    return (float) sum;
  }

  private static boolean inHardware() {
    try {
      HotSpotDiagnosticMXBean jvm =
          ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
      return jvm == null || Boolean.parseBoolean(jvm.getVMOption("UseFMA").getValue());
    } catch (IllegalArgumentException e) {
      return true; // Another JVM than HotSpot.
    }
  }
}
