package io.github.clrsearch.search.space;

/**
 * Integers with a uniform logarithm, both bounds included, for counts whose order of magnitude
 * matters, such as widths and batch sizes. Each integer n has the part of the scale from log10(n -
 * 0.5) to log10(n + 0.5).
 *
 * @param min smallest value, at least 1
 * @param max largest value, at least {@code min}, at most 2^53
 */
public record LogInteger(long min, long max) implements Integers {
  static final String KIND = "log-integer";

  private static final double HALF = 0.5;

  public LogInteger {
    if (min < 1 || min > max || max > LARGEST) {
      throw new IllegalArgumentException(
          ("log-integer must have 1 <= min <= max <= 2^53, but got [%d, %d]: "
                  + "swap or correct the bounds")
              .formatted(min, max));
    }
  }

  @Override
  public String kind() {
    return KIND;
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
  public double lowest() {
    return position(min - HALF);
  }

  @Override
  public double highest() {
    return position(max + HALF);
  }

  @Override
  public double quantile(double u) {
    double place = lowest() + Distribution.checkedQuantile(u) * (highest() - lowest());
    return range().clamp(Math.rint(value(place)));
  }

  @Override
  public Range outward(Range range) {
    return new Range(Math.max(1, Math.floor(range.min())), Math.max(1, Math.ceil(range.max())));
  }

  @Override
  public Range inward(Range range) {
    return new Range(Math.max(1, Math.ceil(range.min())), Math.max(1, Math.floor(range.max())));
  }

  @Override
  public Distribution over(Range range) {
    return new LogInteger((long) range.min(), (long) range.max());
  }

  @Override
  public String toString() {
    return KIND + " " + range();
  }
}
