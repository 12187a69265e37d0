package io.github.clrsearch.search.space;

import java.math.BigDecimal;
import java.util.List;

/**
 * Equally likely numbers at equal distances: min, min + step, ..., max. They are computed in
 * decimal, so that the third value of [0, 1] in steps of 0.1 is 0.3 exactly as it is written.
 *
 * @param min smallest value, finite
 * @param max largest value, {@code min} plus a multiple of {@code step}
 * @param step above 0
 */
public record Quantized(double min, double max, double step) implements Interval, Discrete {
  static final String KIND = "quantized";

  /** More values are as good as a continuous range. */
  private static final long MOST = 1_000_000_000;

  private static final double HALF = 0.5;

  public Quantized {
    if (!(Double.isFinite(min)
            && Double.isFinite(max)
            && min <= max
            && step > 0
            && Double.isFinite(step))
        || !((max - min) / step < MOST)
        || at(min, step, nearest(max, min, step)) != max) {
      throw new IllegalArgumentException(
          ("quantized must have [min, max, step] with min <= max, step > 0, fewer than 10^9 steps"
                  + " and a max that is min plus a multiple of step, but got [%s, %s, %s]: correct them")
              .formatted(Numbers.exact(min), Numbers.exact(max), Numbers.exact(step)));
    }
    min = Numbers.oneZero(min);
    max = Numbers.oneZero(max);
  }

  /** The value after a number of steps, which may be negative. */
  private static double at(double min, double step, long index) {
    return BigDecimal.valueOf(min)
        .add(BigDecimal.valueOf(step).multiply(BigDecimal.valueOf(index)))
        .doubleValue();
  }

  private static long nearest(double value, double min, double step) {
    return Math.round((value - min) / step);
  }

  private boolean isOnGrid(double value) {
    return at(nearest(value, min, step)) == value;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public List<Double> ends() {
    return List.of(min, max, step);
  }

  @Override
  public double lowest() {
    return min - HALF * step;
  }

  @Override
  public double highest() {
    return max + HALF * step;
  }

  @Override
  public long count() {
    return nearest(max, min, step) + 1;
  }

  @Override
  public double at(long index) {
    return at(min, step, index);
  }

  @Override
  public long indexOf(double value) {
    return range().contains(value) && isOnGrid(value) ? nearest(value, min, step) : -1;
  }

  /** Whether a distribution has only values of this grid, which may be outside its range. */
  boolean hasGridOf(Distribution other) {
    return other instanceof Quantized same
        ? same.step == step && isOnGrid(same.min)
        : other.isConstant() && isOnGrid(other.range().min());
  }

  @Override
  public Range range() {
    return new Range(min, max);
  }

  @Override
  public boolean integral() {
    return Numbers.isInteger(min) && Numbers.isInteger(step);
  }

  @Override
  public Range outward(Range range) {
    return new Range(below(range.min()), above(range.max()));
  }

  @Override
  public Range inward(Range range) {
    return new Range(above(range.min()), below(range.max()));
  }

  /** The largest value of the grid that is not above a value; the same if it is infinite. */
  private double below(double value) {
    return Double.isInfinite(value) || isOnGrid(value)
        ? value
        : at((long) Math.floor((value - min) / step));
  }

  /** The smallest value of the grid that is not below a value; the same if it is infinite. */
  private double above(double value) {
    return Double.isInfinite(value) || isOnGrid(value)
        ? value
        : at((long) Math.ceil((value - min) / step));
  }

  @Override
  public Distribution over(Range range) {
    return new Quantized(range.min(), range.max(), step);
  }

  @Override
  public String toString() {
    return "%s %s in steps of %s".formatted(KIND, range(), Numbers.brief(step));
  }
}
