package io.github.clrsearch.search.space;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/**
 * Several values that are equally likely.
 *
 * @param values at least one, finite, distinct, in the order of the quantiles
 */
public record Choice(List<Double> values) implements Discrete {
  static final String KIND = "choice";

  /** Checks and copies the values. */
  public Choice {
    if (values.isEmpty()) {
      throw new IllegalArgumentException(
          "choice must have at least one value, but got none: list the values to try");
    }
    values = values.stream().map(Numbers::oneZero).toList();
    for (double value : values) {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException(
            "choice must have finite values, but got %s: correct or remove %s"
                .formatted(exact(values), Numbers.exact(value)));
      }
    }
    if (new HashSet<>(values).size() < values.size()) {
      throw new IllegalArgumentException(
          "choice must have distinct values, but got %s: list each once".formatted(exact(values)));
    }
  }

  /** A choice between the given values. */
  public static Choice of(double... values) {
    return new Choice(Arrays.stream(values).boxed().toList());
  }

  @Override
  public long count() {
    return values.size();
  }

  @Override
  public double at(long index) {
    return values.get(Math.toIntExact(index));
  }

  @Override
  public long indexOf(double value) {
    return values.indexOf(value);
  }

  @Override
  public Range range() {
    return new Range(Collections.min(values), Collections.max(values));
  }

  @Override
  public boolean integral() {
    return values.stream().allMatch(Numbers::isInteger);
  }

  @Override
  public Object form() {
    return Map.of(KIND, values);
  }

  @Override
  public String toString() {
    return KIND + " " + list();
  }

  /** The values only: {@code [50, 100]}. */
  public String list() {
    return values.stream().map(Numbers::brief).toList().toString();
  }

  private static String exact(List<Double> values) {
    return values.stream().map(Numbers::exact).toList().toString();
  }
}
