package io.github.clrsearch.search.space;

import java.util.List;
import java.util.Map;

/**
 * A distribution that is uniform between two ends on some scale: logarithmic, linear, or the
 * integers. Refinement works with positions on this scale; the default scale is linear.
 */
public sealed interface Interval extends Distribution permits Continuous, Integers, Quantized {

  /** The name in configurations. */
  String kind();

  /** The ends as in configurations: smallest and largest value, and the step if there is one. */
  List<? extends Number> ends();

  /** The position of a value on the scale. */
  default double position(double value) {
    return value;
  }

  /** The value at a position: the inverse of {@link #position}. */
  default double value(double position) {
    return position;
  }

  /** The position where the smallest value's part of the scale begins. */
  default double lowest() {
    return position(range().min());
  }

  /** The position where the largest value's part of the scale ends. */
  default double highest() {
    return position(range().max());
  }

  /** The smallest range that contains the given one and has ends of this distribution. */
  default Range outward(Range range) {
    return range;
  }

  /** The largest range within the given one that has ends of this distribution. */
  default Range inward(Range range) {
    return range;
  }

  /**
   * This kind of distribution over another range; a {@link Constant} if a continuous range has no
   * width.
   */
  Distribution over(Range range);

  @Override
  default Object form() {
    return Map.of(kind(), ends());
  }
}
