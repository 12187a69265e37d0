package io.github.clrsearch.search.space;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A hyperparameter as a coordinate for models of the score: 0 and 1 are the ends of its range, on
 * the scale of its distribution. A value outside the range has a coordinate outside 0 .. 1. Each
 * integer or choice is in the middle of one of equal intervals, so that {@link
 * Distribution#quantile} of the coordinate returns it.
 *
 * @param name of the hyperparameter
 * @param distribution defines the scale
 * @param from position of the coordinate 0 on the scale
 * @param to position of the coordinate 1, above {@code from}
 * @param word of a one-hot axis, whose coordinate is 1 for settings with this word and 0 for
 *     others; null for other axes
 */
public record Axis(String name, Distribution distribution, double from, double to, String word) {
  private static final double DECADE = 10;

  /** An axis on the scale of the distribution. */
  Axis(String name, Distribution distribution, double from, double to) {
    this(name, distribution, from, to, null);
  }

  /**
   * The axes of all hyperparameters that vary in a space or in settings. The axis of a constant has
   * the range of the values in the settings.
   */
  public static List<Axis> of(SearchSpace space, Collection<Setting> settings) {
    return space.distributions().entrySet().stream()
        .flatMap(entry -> of(entry.getKey(), entry.getValue(), settings).stream())
        .toList();
  }

  private static Optional<Axis> of(
      String name, Distribution distribution, Collection<Setting> settings) {
    if (!distribution.isConstant()) {
      return Optional.of(of(name, distribution));
    }
    if (distribution instanceof Choice word && word.hasWords()) {
      Choice seen = word.with(words(name, settings));
      return seen.isConstant() ? Optional.empty() : Optional.of(of(name, seen));
    }
    List<Double> values =
        Stream.concat(
                Stream.of(distribution.range().min()),
                settings.stream()
                    .filter(setting -> setting.has(name))
                    .map(setting -> setting.value(name)))
            .sorted()
            .distinct()
            .toList();
    if (values.size() < 2) {
      return Optional.empty();
    }
    double min = values.get(0);
    double max = values.get(values.size() - 1);
    return Optional.of(
        of(
            name,
            min > 0 && max >= DECADE * min ? new LogUniform(min, max) : new Uniform(min, max)));
  }

  private static List<Choice> words(String name, Collection<Setting> settings) {
    return settings.stream()
        .filter(setting -> setting.words().containsKey(name))
        .map(setting -> setting.words().get(name))
        .sorted()
        .distinct()
        .map(Choice::of)
        .toList();
  }

  /**
   * The axes for models in which the distance between coordinates matters: one per word of a choice
   * of words, because words have no order; otherwise this one.
   */
  public Stream<Axis> oneHot() {
    return distribution instanceof Choice choice && choice.hasWords()
        ? choice.words().stream().map(each -> new Axis(name, choice, from, to, each))
        : Stream.of(this);
  }

  /** The name for people: {@code lambda}, or {@code act=relu} for the axis of a word. */
  public String label() {
    return word == null ? name : name + "=" + word;
  }

  /** The axis of a distribution with more than one value. */
  public static Axis of(String name, Distribution distribution) {
    if (distribution instanceof Choice choice) {
      return new Axis(name, choice, -0.5, choice.count() - 0.5);
    }
    Interval interval = (Interval) distribution;
    return new Axis(name, interval, interval.lowest(), interval.highest());
  }

  /** The coordinate of a setting; NaN if it has no such value, or one that is not a choice. */
  public double coordinate(Setting setting) {
    if (!setting.has(name)) {
      return Double.NaN;
    }
    double value = setting.value(name);
    if (word != null) {
      return distribution.word(value) == null ? Double.NaN : Words.number(word) == value ? 1 : 0;
    }
    double position =
        distribution instanceof Choice choice
            ? choice.indexOf(value)
            : ((Interval) distribution).position(value);
    boolean none = distribution instanceof Choice && position < 0;
    return none ? Double.NaN : (position - from) / (to - from);
  }

  /** The coordinates of a setting along several axes; empty if one of them is not finite. */
  public static Optional<double[]> coordinates(List<Axis> axes, Setting setting) {
    double[] coordinates = axes.stream().mapToDouble(axis -> axis.coordinate(setting)).toArray();
    for (double coordinate : coordinates) {
      if (!Double.isFinite(coordinate)) {
        return Optional.empty();
      }
    }
    return Optional.of(coordinates);
  }

  /** The names of the axes, for messages. */
  public static String names(List<Axis> axes) {
    return axes.stream().map(Axis::name).distinct().collect(Collectors.joining(", "));
  }
}
