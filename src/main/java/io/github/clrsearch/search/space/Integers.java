package io.github.clrsearch.search.space;

import java.util.List;

/** An interval of integers, both ends included. */
sealed interface Integers extends Interval, Discrete permits IntegerUniform, LogInteger {
  /** A double cannot distinguish larger neighbouring integers. */
  long LARGEST = 1L << 53;

  /** The smallest value. */
  long min();

  /** The largest value, at least {@link #min}. */
  long max();

  @Override
  default List<Long> ends() {
    return List.of(min(), max());
  }

  @Override
  default long count() {
    return max() - min() + 1;
  }

  @Override
  default double at(long index) {
    return min() + index;
  }

  @Override
  default long indexOf(double value) {
    return Numbers.isInteger(value) && range().contains(value) ? (long) value - min() : -1;
  }

  @Override
  default Range range() {
    return new Range(min(), max());
  }

  @Override
  default boolean integral() {
    return true;
  }
}
