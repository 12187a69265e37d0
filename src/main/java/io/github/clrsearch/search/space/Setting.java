package io.github.clrsearch.search.space;

import java.io.Serializable;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A value for every hyperparameter. Settings are equal if their names and values are equal, in any
 * order.
 *
 * @param values finite numbers by name, in the order of the search space; unmodifiable
 */
public record Setting(Map<String, Double> values) implements Serializable {

  /** Checks and copies the values. */
  public Setting {
    Map<String, Double> copy = new LinkedHashMap<>();
    values.forEach((name, value) -> copy.put(name, checked(name, value)));
    values = new NamedValues(copy);
  }

  /** Whether there is a value of this name. */
  public boolean has(String name) {
    return values.containsKey(name);
  }

  /**
   * The value of a hyperparameter.
   *
   * @throws IllegalArgumentException if there is none of this name
   */
  public double value(String name) {
    Double value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException(
          "a setting must have a value for '%s', but has %s: add it to the search space"
              .formatted(name, values.keySet()));
    }
    return value;
  }

  /**
   * The value of an integer hyperparameter.
   *
   * @throws IllegalArgumentException if there is none of this name, or it is not an {@code int}
   */
  public int integer(String name) {
    double value = value(name);
    if ((int) value != value) {
      throw new IllegalArgumentException(
          "%s must be an integer, but is %s: give it an integer distribution"
              .formatted(name, Numbers.exact(value)));
    }
    return (int) value;
  }

  /** This setting with a value replaced, or added at the end. */
  public Setting with(String name, double value) {
    Map<String, Double> changed = new LinkedHashMap<>(values);
    changed.put(name, value);
    return new Setting(changed);
  }

  /** The named values only, in the order of this setting. */
  public Setting only(Collection<String> names) {
    Map<String, Double> kept = new LinkedHashMap<>(values);
    kept.keySet().retainAll(names);
    return new Setting(kept);
  }

  /** Mixes names and values: the hash of the map collides for most grids of small integers. */
  @Override
  public int hashCode() {
    long hash = 0;
    for (Map.Entry<String, Double> entry : values.entrySet()) {
      long value = Double.doubleToLongBits(entry.getValue());
      hash += Seeds.mix(Seeds.mix(entry.getKey().hashCode()) ^ value);
    }
    return Long.hashCode(hash);
  }

  /** For people, with four significant digits: {@code lambda=0.00258 k=2}. */
  @Override
  public String toString() {
    return values.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + Numbers.brief(entry.getValue()))
        .collect(Collectors.joining(" "));
  }

  private static double checked(String name, Double value) {
    if (name == null || value == null || !Double.isFinite(value)) {
      throw new IllegalArgumentException(
          "a setting must have finite values, but got %s=%s".formatted(name, value));
    }
    return Numbers.oneZero(value);
  }
}
