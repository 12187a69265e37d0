package io.github.clrsearch.search.findings;

import java.util.Arrays;

/**
 * A sample's mean and how well it is known.
 *
 * @param count of its numbers
 * @param mean NaN of none
 * @param deviation standard deviation of a single number, from n - 1; NaN of fewer than two
 */
record Spread(int count, double mean, double deviation) {

  /** The spread of numbers, none of them NaN: not modified. */
  static Spread of(double[] numbers) {
    double mean = Arrays.stream(numbers).average().orElse(Double.NaN);
    double squares = Arrays.stream(numbers).map(x -> (x - mean) * (x - mean)).sum();
    double deviation =
        numbers.length < 2 ? Double.NaN : StrictMath.sqrt(squares / (numbers.length - 1));
    return new Spread(numbers.length, mean, deviation);
  }

  /** The same with a deviation that is at least so large. */
  Spread atLeast(double least) {
    return new Spread(count, mean, Math.max(deviation, least));
  }

  /** The mean with its error; there must be two numbers at least. */
  Estimate estimate() {
    return new Estimate(mean, deviation / StrictMath.sqrt(count), count - 1);
  }

  /** Of the mean's 95 % interval; NaN of fewer than two numbers. */
  double halfWidth() {
    return count < 2 ? Double.NaN : estimate().halfWidth();
  }
}
