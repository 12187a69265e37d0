package io.github.clrsearch.search.findings;

import java.util.Arrays;

/**
 * Mean and standard deviation of a sample.
 *
 * @param count number of values
 * @param mean NaN if there are no values
 * @param deviation standard deviation with n - 1; NaN for fewer than two values
 */
record SampleMean(int count, double mean, double deviation) {

  /** The mean and deviation of numbers, none of them NaN: not modified. */
  static SampleMean of(double[] numbers) {
    double mean = Arrays.stream(numbers).average().orElse(Double.NaN);
    double squares = Arrays.stream(numbers).map(x -> (x - mean) * (x - mean)).sum();
    double deviation =
        numbers.length < 2 ? Double.NaN : StrictMath.sqrt(squares / (numbers.length - 1));
    return new SampleMean(numbers.length, mean, deviation);
  }

  /** This sample with a minimum for the deviation. */
  SampleMean atLeast(double least) {
    return new SampleMean(count, mean, Math.max(deviation, least));
  }

  /** The mean with its standard error, for at least two values. */
  Estimate estimate() {
    return new Estimate(mean, deviation / StrictMath.sqrt(count), count - 1);
  }

  /** Half the width of the 95 % confidence interval of the mean; NaN for fewer than two values. */
  double halfWidth() {
    return count < 2 ? Double.NaN : estimate().halfWidth();
  }
}
