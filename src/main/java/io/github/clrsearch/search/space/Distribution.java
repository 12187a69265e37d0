package io.github.clrsearch.search.space;

import java.io.Serializable;
import java.util.OptionalLong;

/**
 * How the values of one hyperparameter are distributed: {@link LogUniform}, {@link Uniform}, {@link
 * IntegerUniform}, {@link Choice} or {@link Constant}.
 */
public sealed interface Distribution extends Serializable permits Interval, Discrete {

  /**
   * The value at a quantile. Computed with {@link StrictMath} where it needs a logarithm, so that a
   * seed gives the same bits on every platform.
   *
   * @param u in [0, 1)
   * @return a finite value of {@link #range()}, non-decreasing in {@code u} except for a {@link
   *     Choice}, whose values come in their own order
   * @throws IllegalArgumentException when {@code u} is not in [0, 1)
   */
  double quantile(double u);

  /** From the smallest to the largest value. */
  Range range();

  /** Whether every value is an integer. */
  boolean integral();

  /** The number of distinct values, at least 1; empty where they form a continuum. */
  OptionalLong size();

  /** Whether there is one value only, so that nothing is searched. */
  default boolean isConstant() {
    return size().orElse(Long.MAX_VALUE) == 1;
  }

  /**
   * As configuration and stored studies write it: a number for a constant, else a map of one entry
   * such as {@code log-uniform: [1e-5, 0.1]}. {@link DistributionForm#parse} reads it back.
   */
  Object form();

  /** Refuses a quantile outside [0, 1). */
  static double checkedQuantile(double u) {
    if (!(u >= 0 && u < 1)) {
      throw new IllegalArgumentException("a quantile must be in [0, 1), but got " + u);
    }
    return u;
  }
}
