package io.github.clrsearch.network;

/**
 * The exponential function, computed with additions and multiplications only, so that its bits are
 * the same everywhere; {@link Math#exp} does not guarantee its last bit. The relative error is
 * below 1e-12.
 */
final class Exponential {
  private static final double LOWEST = -200;
  private static final double LOG2_E = 1.4426950408889634;
  private static final double LN2_HIGH = 0x1.62e42feep-1;
  private static final double LN2_LOW = 0x1.a39ef35793c76p-33;
  private static final int BIAS = 1023;
  private static final int MANTISSA_BITS = 52;

  private Exponential() {}

  /**
   * Returns e^x: 0 for x below -200, since the smallest float is e^-103.3, and NaN for NaN. Values
   * above 200 are not supported.
   *
   * @param x -infinity .. 200
   */
  static double of(double x) {
    if (!(x >= LOWEST)) {
      return x < LOWEST ? 0 : x;
    }
    double n = Math.rint(x * LOG2_E);
    double r = x - n * LN2_HIGH - n * LN2_LOW;
    double s = r * r;
    double even =
        1 + s * (1 / 2.0 + s * (1 / 24.0 + s * (1 / 720.0 + s * (1 / 40320.0 + s / 3628800))));
    double odd = 1 + s * (1 / 6.0 + s * (1 / 120.0 + s * (1 / 5040.0 + s * (1 / 362880.0))));
    return (even + r * odd) * Double.longBitsToDouble((long) n + BIAS << MANTISSA_BITS);
  }
}
