package io.github.clrsearch.search.space;

import java.util.OptionalLong;

/**
 * A distribution of finitely many values with indices from 0. They are equally likely, except those
 * of a {@link LogInteger}.
 */
sealed interface Discrete extends Distribution permits Integers, Quantized, Choice, Constant {

  /** The number of distinct values, 1 .. 2^54 + 1. */
  long count();

  /**
   * The value at an index.
   *
   * @param index 0 .. count() - 1
   */
  double at(long index);

  /** The index of a value, or -1 if this distribution does not have it. */
  long indexOf(double value);

  @Override
  default boolean contains(double value) {
    return indexOf(value) >= 0;
  }

  @Override
  default OptionalLong size() {
    return OptionalLong.of(count());
  }

  @Override
  default double quantile(double u) {
    // With more than 2^53 values the product can be rounded up to the count.
    return at(Math.min(count() - 1, (long) (Distribution.checkedQuantile(u) * count())));
  }
}
