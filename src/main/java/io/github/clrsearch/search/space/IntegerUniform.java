package io.github.clrsearch.search.space;

/**
 * Integers that are equally likely, both bounds included. The bounds may be equal, because
 * refinement may narrow a range to one integer.
 *
 * @param min smallest value, at least -2^53
 * @param max largest value, at least {@code min}, at most 2^53
 */
public record IntegerUniform(long min, long max) implements Integers {
  static final String KIND = "integer";

  public IntegerUniform {
    if (min > max || min < -LARGEST || max > LARGEST) {
      throw new IllegalArgumentException(
          ("integer must have min <= max, both within -2^53 .. 2^53, but got [%d, %d]: "
                  + "swap or correct the bounds")
              .formatted(min, max));
    }
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public double lowest() {
    return min - 0.5;
  }

  @Override
  public double highest() {
    return max + 0.5;
  }

  @Override
  public Range outward(Range range) {
    return new Range(Math.floor(range.min()), Math.ceil(range.max()));
  }

  @Override
  public Range inward(Range range) {
    return new Range(Math.ceil(range.min()), Math.floor(range.max()));
  }

  @Override
  public Distribution over(Range range) {
    return new IntegerUniform((long) range.min(), (long) range.max());
  }

  @Override
  public String toString() {
    return KIND + " " + range();
  }
}
