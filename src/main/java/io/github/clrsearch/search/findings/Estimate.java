package io.github.clrsearch.search.findings;

import org.apache.commons.math3.distribution.TDistribution;

/**
 * A mean with its standard error, for inference by Student's distribution.
 *
 * @param mean the estimate
 * @param error standard error of the mean, above 0
 * @param degrees degrees of freedom of the error, above 0
 */
record Estimate(double mean, double error, double degrees) {
  private static final double CONFIDENCE = 0.95;

  /** Half the width of the 95 % confidence interval. */
  double halfWidth() {
    return student().inverseCumulativeProbability((1 + CONFIDENCE) / 2) * error;
  }

  /** The two-sided p-value of the hypothesis that the true mean is 0. */
  double pValue() {
    return 2 * student().cumulativeProbability(-Math.abs(mean) / error);
  }

  /**
   * This estimate with a second, independent source of error. The degrees of freedom are those of
   * the Welch-Satterthwaite approximation (Satterthwaite, "An Approximate Distribution of Estimates
   * of Variance Components", Biometrics Bulletin 2, 1946).
   */
  Estimate and(Estimate other) {
    double one = error * error;
    double two = other.error * other.error;
    return new Estimate(
        mean,
        StrictMath.sqrt(one + two),
        (one + two) * (one + two) / (one * one / degrees + two * two / other.degrees));
  }

  private TDistribution student() {
    return new TDistribution(null, degrees);
  }
}
