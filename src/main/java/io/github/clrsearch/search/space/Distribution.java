package io.github.clrsearch.search.space;

import java.io.Serializable;
import java.util.OptionalLong;

/**
 * Distribution of the values of one hyperparameter: {@link LogUniform}, {@link Uniform}, {@link
 * IntegerUniform}, {@link LogInteger}, {@link Quantized}, {@link Choice} or {@link Constant}.
 */
public sealed interface Distribution extends Serializable permits Interval, Discrete {

  /**
   * The value at a quantile. Logarithms are computed with {@link StrictMath}, so that a seed gives
   * the same bits on every platform.
   *
   * @param u in [0, 1)
   * @return a finite value of {@link #range()}, non-decreasing in {@code u} except for a {@link
   *     Choice}, whose values have their own order
   * @throws IllegalArgumentException if {@code u} is not in [0, 1)
   */
  double quantile(double u);

  /** The range from the smallest to the largest value. */
  Range range();

  /** Whether the value can be drawn. */
  boolean contains(double value);

  /** Whether every value is an integer. */
  boolean integral();

  /** Whether the values are words; the search works with a number for each. */
  default boolean hasWords() {
    return false;
  }

  /** The word that a value stands for; null if the value is a number. */
  default String word(double value) {
    return null;
  }

  /** The number of distinct values, at least 1; empty if they are continuous. */
  OptionalLong size();

  /** Whether there is only one value, so that nothing is searched. */
  default boolean isConstant() {
    return size().orElse(Long.MAX_VALUE) == 1;
  }

  /**
   * The form in configurations and stored studies: a number or word for a constant, otherwise a map
   * of one entry such as {@code log-uniform: [1e-5, 0.1]}. {@link DistributionForm#parse} reads it
   * back.
   */
  Object form();

  /** Returns the quantile and rejects values outside [0, 1). */
  static double checkedQuantile(double u) {
    if (!(u >= 0 && u < 1)) {
      throw new IllegalArgumentException("a quantile must be in [0, 1), but got " + u);
    }
    return u;
  }
}
