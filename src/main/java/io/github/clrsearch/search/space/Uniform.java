package io.github.clrsearch.search.space;

/**
 * Values that are uniform between two bounds.
 *
 * @param min smallest value, finite
 * @param max largest value, above {@code min}, finite
 */
public record Uniform(double min, double max) implements Continuous {
  static final String KIND = "uniform";

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
  public String kind() {
    return KIND;
  }

  @Override
  public Distribution between(double from, double to) {
    return new Uniform(from, to);
  }

  @Override
  public String toString() {
    return KIND + " " + range();
  }
}
