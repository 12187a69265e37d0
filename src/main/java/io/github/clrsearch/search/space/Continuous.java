package io.github.clrsearch.search.space;

import java.util.List;
import java.util.OptionalLong;

/** An interval of real numbers. */
sealed interface Continuous extends Interval permits LogUniform, Uniform {

  /** The smallest value. */
  double min();

  /** The largest value, above {@link #min}. */
  double max();

  /** This kind of distribution between two other ends. */
  Distribution between(double min, double max);

  @Override
  default double quantile(double u) {
    double from = position(min());
    double to = position(max());
    return range().clamp(value(from + Distribution.checkedQuantile(u) * (to - from)));
  }

  @Override
  default Range range() {
    return new Range(min(), max());
  }

  @Override
  default List<Double> ends() {
    return List.of(min(), max());
  }

  @Override
  default boolean contains(double value) {
    return range().contains(value);
  }

  @Override
  default boolean integral() {
    return false;
  }

  @Override
  default OptionalLong size() {
    return OptionalLong.empty();
  }

  @Override
  default Distribution over(Range range) {
    return range.min() < range.max()
        ? between(range.min(), range.max())
        : new Constant(range.min());
  }
}
