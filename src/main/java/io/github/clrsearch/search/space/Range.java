package io.github.clrsearch.search.space;

import java.io.Serializable;

/**
 * A closed range of numbers: the hard limits of a dimension, or the values that a distribution
 * spans. An end may be infinite; an end that does not belong to the range is written as the nearest
 * sensible number that does (a keeping probability above 0 as 0.01).
 *
 * @param min smallest value, not NaN
 * @param max largest value, not NaN, at least {@code min}
 */
public record Range(double min, double max) implements Serializable {

  /** Every number: the limits of a dimension that has none. */
  public static final Range UNLIMITED =
      new Range(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

  /** Checks that the ends are numbers in order. */
  public Range {
    if (!(min <= max)) {
      throw new IllegalArgumentException(
          "a range must have min <= max, but got [%s, %s]: swap or correct its ends"
              .formatted(Numbers.exact(min), Numbers.exact(max)));
    }
  }

  /** From {@code min} upwards without end. */
  public static Range atLeast(double min) {
    return new Range(min, Double.POSITIVE_INFINITY);
  }

  /** Whether the value lies in this range; NaN never does. */
  public boolean contains(double value) {
    return value >= min && value <= max;
  }

  /** Whether every value of the other range lies in this one. */
  public boolean contains(Range other) {
    return other.min >= min && other.max <= max;
  }

  /** The value of this range that is nearest to the given one. */
  public double clamp(double value) {
    return Math.min(Math.max(value, min), max);
  }

  /** The other range with both ends moved into this one. */
  public Range clamp(Range other) {
    return new Range(clamp(other.min), clamp(other.max));
  }

  @Override
  public String toString() {
    return "[" + Numbers.brief(min) + ", " + Numbers.brief(max) + "]";
  }
}
