package io.github.clrsearch.search.findings;

import org.apache.commons.math3.distribution.TDistribution;

/**
 * A mean and how well it is known, by Student's distribution.
 *
 * @param mean the estimate
 * @param error its standard error, above 0
 * @param degrees of freedom of the error's own estimate, above 0
 */
record Estimate(double mean, double error, double degrees) {
  private static final double CONFIDENCE = 0.95;

  /** Of its 95 % interval. */
  double halfWidth() {
    return student().inverseCumulativeProbability((1 + CONFIDENCE) / 2) * error;
  }

  /** The probability of a mean so far from 0 or farther where the true one is 0: two sides. */
  double pValue() {
    return 2 * student().cumulativeProbability(-Math.abs(mean) / error);
  }

  /**
   * The same with a second, independent source of error; degrees of freedom as Welch and
   * Satterthwaite approximate them (Satterthwaite, "An Approximate Distribution of Estimates of
   * Variance Components", Biometrics Bulletin 2, 1946).
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
