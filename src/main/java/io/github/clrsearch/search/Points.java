package io.github.clrsearch.search;

import io.github.clrsearch.search.space.Distribution;
import io.github.clrsearch.search.space.SearchSpace;
import io.github.clrsearch.search.space.Seeds;
import io.github.clrsearch.search.space.Setting;
import io.github.clrsearch.search.trial.Candidate;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Known settings, which are the first trials of a stage. A point may have values for some
 * hyperparameters only; the others are drawn at random.
 *
 * @param settings distinct; may be empty
 */
public record Points(List<Setting> settings) implements Serializable {
  public static final Points NONE = new Points(List.of());

  private static final Pattern POINT = Pattern.compile("\\{([^{}]*)\\}");

  /** Maximum number of draws of the missing values of a setting, until it repeats no other. */
  private static final int ATTEMPTS = 64;

  public Points {
    settings = List.copyOf(settings);
    Set<Setting> seen = new HashSet<>();
    for (Setting setting : settings) {
      if (!seen.add(setting)) {
        throw new IllegalArgumentException(
            "points must be distinct, but %s is there twice: remove one".formatted(setting));
      }
    }
  }

  public int count() {
    return settings.size();
  }

  /**
   * Why a stage cannot train these points, one line each.
   *
   * @param space of the stage, before it is refined
   */
  List<String> problems(SearchingStage stage, SearchSpace space) {
    List<String> problems = new ArrayList<>();
    if (count() > stage.trials()) {
      problems.add(
          "stage %s: trials must be at least the number of points, but they are %d and %d: raise trials or remove points"
              .formatted(stage.name(), stage.trials(), count()));
    }
    for (int i = 0; i < count(); i++) {
      for (String name : settings.get(i).values().keySet()) {
        problem(name, settings.get(i), stage, space)
            .map(("stage %s: points[%d]: ".formatted(stage.name(), i))::concat)
            .forEach(problems::add);
      }
    }
    return problems;
  }

  private static Stream<String> problem(
      String name, Setting point, SearchingStage stage, SearchSpace space) {
    if (!space.has(name)) {
      return Stream.of(
          "it must name dimensions of the space %s, but has '%s': correct it"
              .formatted(space.distributions().keySet(), name));
    }
    if (name.equals(Candidate.CYCLES) && stage.cycles() == Cycles.FREE) {
      return Stream.of(
          "%s is not drawn if cycles are free, but is %s: remove it"
              .formatted(name, point.text(name)));
    }
    Distribution distribution = space.distribution(name);
    return distribution.contains(point.value(name))
        ? Stream.empty()
        : Stream.of(
            "%s must be within the space of the stage, %s, but is %s: correct it or widen the space"
                .formatted(name, distribution, point.exact(name)));
  }

  /**
   * The settings of the first trials of a stage. A missing value is drawn from its distribution,
   * and again while the setting repeats an earlier one.
   *
   * @param space that the stage draws from
   * @param taken settings of earlier stages; not modified
   */
  public List<Setting> complete(Study study, String stage, SearchSpace space, Set<Setting> taken) {
    Set<Setting> tried = new HashSet<>(taken);
    List<Setting> complete = new ArrayList<>();
    for (int number = 0; number < count(); number++) {
      Setting setting = complete(number, study, stage, space, 0);
      for (int attempt = 1; attempt < ATTEMPTS && tried.contains(setting); attempt++) {
        setting = complete(number, study, stage, space, attempt);
      }
      tried.add(setting);
      complete.add(setting);
    }
    return complete;
  }

  private Setting complete(int number, Study study, String stage, SearchSpace space, int attempt) {
    return space
        .at(name -> Seeds.point(study.seed(), stage, number, attempt, "point " + name))
        .with(settings.get(number));
  }

  /** The points as text, with all digits: {@code [{lambda=0.001, k=4.0}]}. */
  @Override
  public String toString() {
    return settings.stream().map(Setting::forms).toList().toString();
  }

  /**
   * Parses a text that {@link #toString} returned.
   *
   * @throws IllegalArgumentException if the text is invalid
   */
  public static Points parse(String text) {
    List<Setting> settings = new ArrayList<>();
    Matcher points = POINT.matcher(text);
    while (points.find()) {
      Map<String, Object> values = new LinkedHashMap<>();
      for (String value : points.group(1).split(", ")) {
        int equals = value.indexOf('=');
        if (equals < 1) {
          throw new IllegalArgumentException(
              "points must be a list such as [{lambda=0.001, k=4.0}], but got '%s'"
                  .formatted(text));
        }
        values.put(value.substring(0, equals), form(value.substring(equals + 1)));
      }
      settings.add(Setting.of(values));
    }
    return new Points(settings);
  }

  private static Object form(String value) {
    try {
      return Double.valueOf(value);
    } catch (NumberFormatException e) {
      return value;
    }
  }
}
