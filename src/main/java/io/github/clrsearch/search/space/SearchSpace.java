package io.github.clrsearch.search.space;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * A distribution for every hyperparameter.
 *
 * @param distributions by name, in the order of the configuration; unmodifiable
 */
public record SearchSpace(Map<String, Distribution> distributions) implements Serializable {

  public SearchSpace {
    distributions = Collections.unmodifiableMap(new LinkedHashMap<>(distributions));
  }

  public static SearchSpace empty() {
    return new SearchSpace(Map.of());
  }

  /** Whether there is a hyperparameter of this name. */
  public boolean has(String name) {
    return distributions.containsKey(name);
  }

  /**
   * The distribution of a hyperparameter.
   *
   * @throws IllegalArgumentException if there is none of this name
   */
  public Distribution distribution(String name) {
    Distribution distribution = distributions.get(name);
    if (distribution == null) {
      throw new IllegalArgumentException(
          "the search space must have '%s', but has %s: add it or correct the name"
              .formatted(name, distributions.keySet()));
    }
    return distribution;
  }

  /**
   * The only setting of a space of constants.
   *
   * @throws IllegalArgumentException if a hyperparameter is not constant
   */
  public Setting onlySetting() {
    if (!dimensions().isEmpty()) {
      throw new IllegalArgumentException(
          "one setting is needed, but %s %s: give each a number, such as --set space.%s=..."
              .formatted(
                  String.join(", ", dimensions()),
                  dimensions().size() == 1 ? "has a distribution" : "have distributions",
                  dimensions().get(0)));
    }
    return at(name -> 0);
  }

  /**
   * The setting at a point of the unit cube.
   *
   * @param coordinates in [0, 1) by hyperparameter; not called for constants
   */
  public Setting at(ToDoubleFunction<String> coordinates) {
    Map<String, Double> values = new LinkedHashMap<>();
    distributions.forEach(
        (name, distribution) ->
            values.put(
                name,
                distribution.quantile(
                    distribution.isConstant() ? 0 : coordinates.applyAsDouble(name))));
    return setting(values);
  }

  /** The values of the hyperparameters that are not searched. */
  public Setting constants() {
    Map<String, Double> values = new LinkedHashMap<>();
    distributions.forEach(
        (name, distribution) -> {
          if (distribution.isConstant()) {
            values.put(name, distribution.quantile(0));
          }
        });
    return setting(values);
  }

  /** The setting of values of this space, some of which stand for words. */
  public Setting setting(Map<String, Double> values) {
    Map<String, String> words = new LinkedHashMap<>();
    values.forEach(
        (name, value) -> {
          String word = distributions.get(name).word(value);
          if (word != null) {
            words.put(name, word);
          }
        });
    return new Setting(values, words);
  }

  /** The space of a setting: a constant per hyperparameter. */
  public static SearchSpace of(Setting setting) {
    Map<String, Distribution> constants = new LinkedHashMap<>();
    setting.values().keySet().forEach(name -> constants.put(name, constant(setting, name)));
    return new SearchSpace(constants);
  }

  private static Distribution constant(Setting setting, String name) {
    return setting.words().containsKey(name)
        ? Choice.of(setting.words().get(name))
        : new Constant(setting.value(name));
  }

  /** The space of several settings: a choice of their values per hyperparameter. */
  public static SearchSpace ofAll(List<Setting> settings) {
    Map<String, Distribution> values = new LinkedHashMap<>();
    for (String name : settings.get(0).values().keySet()) {
      values.put(
          name,
          choice(settings.stream().map(setting -> constant(setting, name)).distinct().toList()));
    }
    return new SearchSpace(values);
  }

  /**
   * The smallest space that contains several spaces. Each hyperparameter has the kind of
   * distribution of the first space in which it is not constant.
   *
   * @param spaces at least one, with the same hyperparameters
   */
  public static SearchSpace union(List<SearchSpace> spaces) {
    Map<String, Distribution> united = new LinkedHashMap<>();
    for (String name : spaces.get(0).distributions.keySet()) {
      List<Distribution> all =
          spaces.stream()
              .filter(space -> space.has(name))
              .map(space -> space.distribution(name))
              .toList();
      united.put(name, united(all));
    }
    return new SearchSpace(united);
  }

  /** A choice between all values of choices and constants. */
  private static Distribution choice(List<Distribution> all) {
    if (all.get(0) instanceof Choice first && first.hasWords()) {
      return first.with(all.stream().map(Choice.class::cast).toList());
    }
    List<Double> values =
        all.stream()
            .map(Discrete.class::cast)
            .flatMap(one -> LongStream.range(0, one.count()).mapToObj(one::at))
            .distinct()
            .toList();
    return values.size() == 1 ? new Constant(values.get(0)) : new Choice(values);
  }

  private static Distribution united(List<Distribution> all) {
    Distribution first =
        all.stream().filter(one -> !one.isConstant()).findFirst().orElse(all.get(0));
    if (first.hasWords()) {
      return choice(all);
    }
    double min = all.stream().mapToDouble(one -> one.range().min()).min().orElseThrow();
    double max = all.stream().mapToDouble(one -> one.range().max()).max().orElseThrow();
    Range range = new Range(min, max);
    if (first instanceof LogUniform && min <= 0) {
      return new Uniform(min, max);
    }
    if (first instanceof LogInteger
        && !(min >= 1 && all.stream().allMatch(Distribution::integral))) {
      return new Uniform(min, max);
    }
    if (first instanceof Quantized grid && !all.stream().allMatch(grid::hasGridOf)) {
      return new Uniform(min, max);
    }
    if (first instanceof Interval interval) {
      return interval.over(range);
    }
    if (all.stream().allMatch(Discrete.class::isInstance)
        && all.stream().allMatch(one -> one instanceof Choice || one.isConstant())) {
      return choice(all);
    }
    return first;
  }

  /** This space with a distribution replaced, or added at the end. */
  public SearchSpace with(String name, Distribution distribution) {
    return with(Map.of(name, distribution));
  }

  /** This space with several distributions replaced, or added at the end. */
  public SearchSpace with(Map<String, Distribution> overrides) {
    Map<String, Distribution> changed = new LinkedHashMap<>(distributions);
    changed.putAll(overrides);
    return new SearchSpace(changed);
  }

  /** The names of the hyperparameters that are not constant. */
  public List<String> dimensions() {
    return distributions.entrySet().stream()
        .filter(entry -> !entry.getValue().isConstant())
        .map(Map.Entry::getKey)
        .toList();
  }

  /**
   * The number of distinct settings; empty if a dimension is continuous, and {@link Long#MAX_VALUE}
   * if there are more.
   */
  public OptionalLong size() {
    long size = 1;
    for (Distribution distribution : distributions.values()) {
      OptionalLong factor = distribution.size();
      if (factor.isEmpty()) {
        return OptionalLong.empty();
      }
      size =
          size > Long.MAX_VALUE / factor.getAsLong() ? Long.MAX_VALUE : size * factor.getAsLong();
    }
    return OptionalLong.of(size);
  }

  /** One line per distribution that exceeds the hard limits of its hyperparameter. */
  public List<String> problems(Map<String, Range> limits) {
    List<String> problems = new ArrayList<>();
    distributions.forEach(
        (name, distribution) -> {
          Range limit = limits.getOrDefault(name, Range.UNLIMITED);
          if (!limit.contains(distribution.range())) {
            problems.add(
                "%s must be within %s, but is %s: correct it".formatted(name, limit, distribution));
          }
        });
    return problems;
  }

  @Override
  public String toString() {
    return distributions.entrySet().stream()
        .map(entry -> entry.getKey() + ": " + entry.getValue())
        .collect(Collectors.joining(", "));
  }
}
