package io.github.clrsearch.network;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;

/** Fused multiply-add of floats: a b + c with one rounding. */
final class Fma {

  /** Whether the processor has a fused multiply-add instruction. */
  static final boolean IN_HARDWARE = inHardware();

  private Fma() {}

  /**
   * Returns the bits of {@link Math#fma}, which takes a thousand times as long without the
   * instruction.
   */
  static float of(float a, float b, float c) {
    return IN_HARDWARE ? Math.fma(a, b, c) : inDoubles(a, b, c);
  }

  /**
   * Computes the same in doubles. The product of two floats is exact in a double. The sum is
   * rounded to odd, so that the second rounding, to a float, gives the result of a single rounding
   * (Boldo and Melquiond 2008).
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
      return true; // Not a HotSpot JVM.
    }
  }
}
