package io.github.clrsearch.search.space;

/**
 * Values with a uniform logarithm, for hyperparameters whose order of magnitude matters (Bergstra
 * and Bengio, "Random Search for Hyper-Parameter Optimization", JMLR 13, 2012).
 *
 * @param min smallest value, above 0
 * @param max largest value, above {@code min}, finite
 */
public record LogUniform(double min, double max) implements Continuous {
  static final String KIND = "log-uniform";

  public LogUniform {
    if (!(min > 0 && min < max && max < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          ("log-uniform must have 0 < min < max, both finite, but got [%s, %s]: "
                  + "correct the bounds, or write a single value as a constant")
              .formatted(Numbers.exact(min), Numbers.exact(max)));
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
  public Distribution between(double from, double to) {
    return new LogUniform(from, to);
  }

  @Override
  public String toString() {
    return KIND + " " + range();
  }
}
