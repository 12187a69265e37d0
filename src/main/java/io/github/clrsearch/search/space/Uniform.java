package io.github.clrsearch.search.space;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Values that are uniform between two bounds.
 *
 * @param min smallest value, finite
 * @param max largest value, above {@code min}, finite
 */
public record Uniform(double min, double max) implements Interval {

  /** Checks min &lt; max. */
  public Uniform {
    if (!(min < max && max - min < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          ("uniform must have min < max, both finite, but got [%s, %s]: "
                  + "correct the bounds, or write a single value as a constant")
              .formatted(Numbers.exact(min), Numbers.exact(max)));
    }
    min = Numbers.oneZero(min);
    max = Numbers.oneZero(max);
  }

  @Override
  public double quantile(double u) {
    return range().clamp(min + Distribution.checkedQuantile(u) * (max - min));
  }

  @Override
  public Range range() {
    return new Range(min, max);
  }

  @Override
  public boolean integral() {
    return false;
  }

  @Override
  public OptionalLong size() {
    return OptionalLong.empty();
  }

  @Override
  public double position(double value) {
    return value;
  }

  @Override
  public double value(double position) {
    return position;
  }

  @Override
  public Range outward(Range range) {
    return range;
  }

  @Override
  public Range inward(Range range) {
    return range;
  }

  @Override
  public Distribution over(Range range) {
    return range.min() < range.max()
        ? new Uniform(range.min(), range.max())
        : new Constant(range.min());
  }

  @Override
  public Object form() {
    return Map.of(DistributionForm.UNIFORM, List.of(min, max));
  }

  @Override
  public String toString() {
    return "uniform " + range();
  }
}
