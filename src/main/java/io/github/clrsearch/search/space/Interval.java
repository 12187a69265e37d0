package io.github.clrsearch.search.space;

/**
 * A distribution that is uniform between two ends on some scale: logarithmic, linear, or the
 * integers. Refinement works with positions on that scale.
 */
public sealed interface Interval extends Distribution permits LogUniform, Uniform, IntegerUniform {

  /** Where a value lies on this distribution's scale. */
  double position(double value);

  /** The value at a position: the inverse of {@link #position}. */
  double value(double position);

  /** The smallest range that holds the given one and whose ends this distribution can have. */
  Range outward(Range range);

  /** The largest range within the given one whose ends this distribution can have. */
  Range inward(Range range);

  /**
   * The same kind of distribution over another range, a {@link Constant} where a continuous one
   * would have no width.
   */
  Distribution over(Range range);
}
