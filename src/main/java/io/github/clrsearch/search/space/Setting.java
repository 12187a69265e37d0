package io.github.clrsearch.search.space;

import java.io.Serializable;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A value for every hyperparameter. Settings are equal if their names and values are equal, in any
 * order.
 *
 * @param values finite numbers by name, in the order of the search space; unmodifiable. A value
 *     that is a word has a number here that stands for it
 * @param words the values that are words, by name; unmodifiable
 */
public record Setting(Map<String, Double> values, Map<String, String> words)
    implements Serializable {

  public Setting {
    Map<String, Double> copy = new LinkedHashMap<>();
    values.forEach((name, value) -> copy.put(name, checked(name, value)));
    // Most settings have none, and a driver holds many settings.
    words = words.isEmpty() ? Map.of() : Map.copyOf(words);
    words.forEach(
        (name, word) -> {
          if (!Double.valueOf(Words.number(Words.checked(word))).equals(copy.get(name))) {
            throw new IllegalArgumentException(
                "the value of %s must be the number of its word %s".formatted(name, word));
          }
        });
    values = new NamedValues(copy);
  }

  public Setting(Map<String, Double> values) {
    this(values, Map.of());
  }

  /**
   * A setting of numbers and words.
   *
   * @param forms a {@link Number} or {@link String} by name, as {@link #forms} returns them
   * @throws IllegalArgumentException if a value is neither
   */
  public static Setting of(Map<String, ?> forms) {
    Map<String, Double> values = new LinkedHashMap<>();
    Map<String, String> words = new LinkedHashMap<>();
    forms.forEach(
        (name, form) -> {
          if (form instanceof String word) {
            values.put(name, Words.number(word));
            words.put(name, word);
          } else if (form instanceof Number number) {
            values.put(name, number.doubleValue());
          } else {
            throw new IllegalArgumentException(
                "a setting must have finite values or words, but got %s=%s".formatted(name, form));
          }
        });
    return new Setting(values, words);
  }

  /** Whether there is a value of this name. */
  public boolean has(String name) {
    return values.containsKey(name);
  }

  /**
   * The value of a hyperparameter; for a word, the number that stands for it.
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
              .formatted(name, exact(name)));
    }
    return (int) value;
  }

  /**
   * The value of a hyperparameter whose values are words.
   *
   * @throws IllegalArgumentException if there is none of this name, or it is a number
   */
  public String word(String name) {
    String word = words.get(name);
    if (word == null) {
      throw new IllegalArgumentException(
          "%s must be a word, but is %s: give it a choice of words"
              .formatted(name, Numbers.exact(value(name))));
    }
    return word;
  }

  /** The values that are numbers, in the order of this setting. */
  public Map<String, Double> numbers() {
    Map<String, Double> numbers = new LinkedHashMap<>(values);
    numbers.keySet().removeAll(words.keySet());
    return numbers;
  }

  /** Numbers as {@link Double} and words as {@link String}, in the order of this setting. */
  public Map<String, Object> forms() {
    Map<String, Object> forms = new LinkedHashMap<>(values);
    forms.putAll(words);
    return forms;
  }

  /** A value for people: a word, or a number with four significant digits. */
  public String text(String name) {
    String word = words.get(name);
    return word == null ? Numbers.brief(value(name)) : word;
  }

  /** A value for people: a word, or a number with all digits. */
  public String exact(String name) {
    String word = words.get(name);
    return word == null ? Numbers.exact(value(name)) : word;
  }

  /** This setting with a number replaced, or added at the end. */
  public Setting with(String name, double value) {
    Map<String, Double> changed = new LinkedHashMap<>(values);
    changed.put(name, value);
    Map<String, String> changedWords = new TreeMap<>(words);
    changedWords.remove(name);
    return new Setting(changed, changedWords);
  }

  /** This setting with the values of another one replaced, or added at the end. */
  public Setting with(Setting other) {
    Map<String, Double> changed = new LinkedHashMap<>(values);
    changed.putAll(other.values);
    Map<String, String> changedWords = new TreeMap<>(words);
    changedWords.keySet().removeAll(other.values.keySet());
    changedWords.putAll(other.words);
    return new Setting(changed, changedWords);
  }

  /** The named values only, in the order of this setting. */
  public Setting only(Collection<String> names) {
    Map<String, Double> kept = new LinkedHashMap<>(values);
    kept.keySet().retainAll(names);
    Map<String, String> keptWords = new TreeMap<>(words);
    keptWords.keySet().retainAll(names);
    return new Setting(kept, keptWords);
  }

  /** Mixes names and values: the hash of the map collides for most grids of small integers. */
  @Override
  public int hashCode() {
    return ((NamedValues) values).mixed();
  }

  /** For people, with four significant digits: {@code lambda=0.00258 k=2}. */
  @Override
  public String toString() {
    return values.keySet().stream()
        .map(name -> name + "=" + text(name))
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
