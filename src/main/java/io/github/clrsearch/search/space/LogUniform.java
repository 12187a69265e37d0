package io.github.clrsearch.search.space;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Values whose logarithm is uniform: for hyperparameters that matter by their order of magnitude
 * (Bergstra and Bengio, "Random Search for Hyper-Parameter Optimization", JMLR 13, 2012).
 *
 * @param min smallest value, above 0
 * @param max largest value, above {@code min}, finite
 */
public record LogUniform(double min, double max) implements Interval {

  /** Checks 0 &lt; min &lt; max. */
  public LogUniform {
    if (!(min > 0 && min < max && max < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          ("log-uniform must have 0 < min < max, both finite, but got [%s, %s]: "
                  + "correct the bounds, or write a single value as a constant")
              .formatted(Numbers.exact(min), Numbers.exact(max)));
    }
  }

  @Override
  public double quantile(double u) {
    double from = position(min);
    double to = position(max);
    return range().clamp(value(from + Distribution.checkedQuantile(u) * (to - from)));
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
    return StrictMath.log10(value);
  }

  @Override
  public double value(double position) {
    return StrictMath.pow(10, position);
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
        ? new LogUniform(range.min(), range.max())
        : new Constant(range.min());
  }

  @Override
  public Object form() {
    return Map.of(DistributionForm.LOG_UNIFORM, List.of(min, max));
  }

  @Override
  public String toString() {
    return "log-uniform " + range();
  }
}
