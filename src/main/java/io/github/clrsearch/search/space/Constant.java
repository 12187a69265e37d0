package io.github.clrsearch.search.space;

/**
 * A single value, which is not searched.
 *
 * @param value finite
 */
public record Constant(double value) implements Discrete {

  public Constant {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(
          "constant must be a finite number, but got %s: give a number"
              .formatted(Numbers.exact(value)));
    }
    value = Numbers.oneZero(value);
  }

  @Override
  public long count() {
    return 1;
  }

  @Override
  public double at(long index) {
    return value;
  }

  @Override
  public long indexOf(double other) {
    return other == value ? 0 : -1;
  }

  @Override
  public Range range() {
    return new Range(value, value);
  }

  @Override
  public boolean integral() {
    return Numbers.isInteger(value);
  }

  @Override
  public Object form() {
    return value;
  }

  @Override
  public String toString() {
    return "constant " + Numbers.brief(value);
  }
}
