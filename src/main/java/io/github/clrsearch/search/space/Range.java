package io.github.clrsearch.search.space;

import java.io.Serializable;

/**
 * A closed range of numbers: the hard limits of a hyperparameter, or the range of a distribution.
 * An end may be infinite. There are no open ends: the keep probability, which must be above 0, has
 * the limit 0.01.
 *
 * @param min smallest value, not NaN
 * @param max largest value, not NaN, at least {@code min}
 */
public record Range(double min, double max) implements Serializable {

  /** All numbers: the limits of a hyperparameter without limits. */
  public static final Range UNLIMITED =
      new Range(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

  public Range {
    if (!(min <= max)) {
      throw new IllegalArgumentException(
          "a range must have min <= max, but got [%s, %s]: swap or correct its ends"
              .formatted(Numbers.exact(min), Numbers.exact(max)));
    }
  }

  /** From {@code min} to infinity. */
  public static Range atLeast(double min) {
    return new Range(min, Double.POSITIVE_INFINITY);
  }

  /** Whether the value is in this range; NaN never is. */
  public boolean contains(double value) {
    return value >= min && value <= max;
  }

  /** Whether the other range is within this one. */
  public boolean contains(Range other) {
    return other.min >= min && other.max <= max;
  }

  /** The value of this range nearest to the given one. */
  public double clamp(double value) {
    return Math.min(Math.max(value, min), max);
  }

  /** The other range with both ends clamped to this one. */
  public Range clamp(Range other) {
    return new Range(clamp(other.min), clamp(other.max));
  }

  @Override
  public String toString() {
    return "[" + Numbers.brief(min) + ", " + Numbers.brief(max) + "]";
  }
}
