package clrsearch.search;

import java.util.Arrays;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * A sample's mean and how well it is known.
 *
 * @param count of its numbers
 * @param mean NaN of none
 * @param deviation standard deviation of a single number, from n - 1; NaN of fewer than two
 */
record Spread(int count, double mean, double deviation) {
  private static final double CONFIDENCE = 0.95;

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

  /** Of the mean's 95 % interval, by Student's distribution; NaN of fewer than two numbers. */
  double halfWidth() {
    return count < 2
        ? Double.NaN
        : student().inverseCumulativeProbability((1 + CONFIDENCE) / 2) * error();
  }

  /**
   * The probability of a mean so far from 0 or farther where the true one is 0: Student's test, two
   * sides. The deviation must not be 0.
   */
  double pValue() {
    return 2 * student().cumulativeProbability(-Math.abs(mean) / error());
  }

  private double error() {
    return deviation / StrictMath.sqrt(count);
  }

  private TDistribution student() {
    return new TDistribution(null, count - 1);
  }
}
