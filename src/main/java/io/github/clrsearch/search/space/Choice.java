package io.github.clrsearch.search.space;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Several values that are equally likely: numbers, or words.
 *
 * @param values at least one, finite, distinct, in the order of the quantiles; of words, the
 *     numbers that stand for them in settings
 * @param words in the same order; empty if the values are numbers
 */
public record Choice(List<Double> values, List<String> words) implements Discrete {
  static final String KIND = "choice";

  public Choice {
    if (values.isEmpty()) {
      throw new IllegalArgumentException(
          "choice must have at least one value, but got none: list the values to try");
    }
    words = List.copyOf(words);
    words.forEach(Words::checked);
    values = values.stream().map(Numbers::oneZero).toList();
    if (!words.isEmpty() && !values.equals(Words.numbers(words))) {
      throw new IllegalArgumentException("the values of words must be their numbers");
    }
    for (double value : values) {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException(
            "choice must have finite values, but got %s: correct or remove %s"
                .formatted(exact(values), Numbers.exact(value)));
      }
    }
    if (new HashSet<>(values).size() < values.size()) {
      throw new IllegalArgumentException(
          "choice must have distinct values, but got %s: list each once"
              .formatted(words.isEmpty() ? exact(values) : words));
    }
  }

  /** A choice between numbers. */
  public Choice(List<Double> values) {
    this(values, List.of());
  }

  /** A choice between numbers. */
  public static Choice of(double... values) {
    return new Choice(Arrays.stream(values).boxed().toList());
  }

  /** A choice between words, such as names of activation functions. */
  public static Choice of(String... words) {
    return ofWords(List.of(words));
  }

  /** A choice between words; one word is a constant. */
  public static Choice ofWords(List<String> words) {
    return new Choice(Words.numbers(words), words);
  }

  /** The values that are among the given ones; at least one must be. */
  public Choice only(Collection<Double> kept) {
    return hasWords()
        ? ofWords(words.stream().filter(word -> kept.contains(Words.number(word))).toList())
        : new Choice(values.stream().filter(kept::contains).toList());
  }

  /** This choice with the words of others that it does not have. */
  Choice with(Collection<Choice> others) {
    return ofWords(
        Stream.concat(words.stream(), others.stream().flatMap(other -> other.words.stream()))
            .distinct()
            .toList());
  }

  @Override
  public boolean hasWords() {
    return !words.isEmpty();
  }

  @Override
  public String word(double value) {
    int index = hasWords() ? values.indexOf(value) : -1;
    return index < 0 ? null : words.get(index);
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
    if (!hasWords()) {
      return Map.of(KIND, values);
    }
    return isConstant() ? words.get(0) : Map.of(KIND, words);
  }

  @Override
  public String toString() {
    return hasWords() && isConstant() ? "constant " + words.get(0) : KIND + " " + list();
  }

  /** The values only: {@code [50, 100]}. */
  public String list() {
    return hasWords() ? words.toString() : values.stream().map(Numbers::brief).toList().toString();
  }

  private static String exact(List<Double> values) {
    return values.stream().map(Numbers::exact).toList().toString();
  }
}
