package io.github.clrsearch.search.samplers;

/**
 * A Matern 5/2 kernel with one length scale per dimension, and the noise of observations:
 *
 * <pre>
 *   k(x, x') = a (1 + sqrt(5) r + 5/3 r^2) exp(-sqrt(5) r),   r^2 = sum_d ((x_d - x'_d) / l_d)^2
 * </pre>
 *
 * @param lengthScales one per dimension, above 0
 * @param amplitude a, the prior variance, above 0
 * @param noise s^2, the variance of an observation around the process, above 0
 */
record Kernel(double[] lengthScales, double amplitude, double noise) {
  private static final double LOG2_E = 1.4426950408889634;
  private static final double LN2_HIGH = 0x1.62e42feep-1;
  private static final double LN2_LOW = 0x1.a39ef35793c76p-33;
  private static final int BIAS = 1023;
  private static final int MANTISSA_BITS = 52;

  /** Beyond this distance the covariance is 0 for all purposes. */
  private static final double FARTHEST = 700;

  /** The covariance of two points. */
  double between(double[] a, double[] b) {
    double square = 0;
    for (int d = 0; d < a.length; d++) {
      double difference = (a[d] - b[d]) / lengthScales[d];
      square += difference * difference;
    }
    return amplitude * correlation(square);
  }

  /** The correlation at a squared distance in units of the length scales. */
  static double correlation(double square) {
    double r = Math.sqrt(5 * square);
    return (1 + r + r * r / 3) * decay(r);
  }

  /**
   * e^-r with additions and multiplications only, so that its bits are the same everywhere, and
   * several times faster than {@link StrictMath#exp}. The relative error is below 1e-15.
   *
   * @param r at least 0
   */
  private static double decay(double r) {
    if (!(r < FARTHEST)) {
      return r >= FARTHEST ? 0 : r;
    }
    double n = Math.rint(-r * LOG2_E);
    double x = -r - n * LN2_HIGH - n * LN2_LOW;
    double s = x * x;
    double even =
        1
            + s
                * (1 / 2.0
                    + s
                        * (1 / 24.0
                            + s
                                * (1 / 720.0
                                    + s * (1 / 40320.0 + s * (1 / 3628800.0 + s / 479001600.0)))));
    double odd =
        1
            + s
                * (1 / 6.0
                    + s
                        * (1 / 120.0
                            + s * (1 / 5040.0 + s * (1 / 362880.0 + s * (1 / 39916800.0)))));
    return (even + x * odd) * Double.longBitsToDouble((long) n + BIAS << MANTISSA_BITS);
  }
}
