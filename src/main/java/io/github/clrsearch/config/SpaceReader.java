package io.github.clrsearch.config;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import io.github.clrsearch.config.OtherNames.Hint;
import io.github.clrsearch.search.Study;
import io.github.clrsearch.search.space.Distribution;
import io.github.clrsearch.search.space.DistributionForm;
import io.github.clrsearch.search.space.Range;
import io.github.clrsearch.search.space.SearchSpace;
import io.github.clrsearch.search.space.Setting;
import io.github.clrsearch.search.space.Uniform;
import io.github.clrsearch.training.Hyperparameter;
import io.github.clrsearch.training.Hyperparameter.Type;
import io.github.clrsearch.training.ScheduleKind;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads the hyperparameters of the built-in training and checks them against their hard limits. */
final class SpaceReader implements Spaces {
  /** Stands in for a distribution that cannot be read; it passes all other checks. */
  private static final Distribution UNREADABLE = new Uniform(0, Double.MAX_VALUE);

  private static final String ETA_MIN = Hyperparameter.ETA_MIN.key();
  private static final String ETA_MAX = Hyperparameter.ETA_MAX.key();

  private final Problems problems;
  private final ScheduleRules rules;
  private final Set<String> given;

  /**
   * Creates a reader.
   *
   * @param schedule of the study, which decides which hyperparameters there are
   * @param given names of the hyperparameters that the study gives values; of the optional ones, a
   *     space has only these
   * @param problems modified: problems are added
   */
  SpaceReader(ScheduleKind schedule, Set<String> given, Problems problems) {
    this.problems = problems;
    this.given = given;
    this.rules = new ScheduleRules(schedule, problems);
  }

  /** Whether a value is the hyperparameter's default, whoever gave it. */
  static boolean isDefault(Hyperparameter of, ConfigValue value) {
    return numeric(value.unwrapped()) instanceof Number number
        && number.doubleValue() == of.defaultValue();
  }

  @Override
  public List<String> names() {
    return Stream.of(Hyperparameter.values()).filter(this::has).map(Hyperparameter::key).toList();
  }

  @Override
  public String inStudy(String name) {
    return name;
  }

  @Override
  public Optional<Hint> hint(String name) {
    return Hyperparameter.of(name).isPresent() ? Optional.empty() : OtherNames.hint("space", name);
  }

  private boolean has(Hyperparameter of) {
    return rules.schedule().uses(of) && (!of.isOptional() || given.contains(of.key()));
  }

  @Override
  public List<String> stageProblems(Study study) {
    return rules.stageProblems(study);
  }

  /** The distributions in the order of the hyperparameters. */
  @Override
  public Map<String, Distribution> read(String path, ConfigObject space) {
    Map<String, Distribution> distributions = new LinkedHashMap<>();
    for (Hyperparameter each : Hyperparameter.values()) {
      ConfigValue value = space.get(each.key());
      String full = path + "." + each.key();
      if (value != null && rules.uses(each, full, value) && has(each)) {
        Distribution read = read(full, each, value);
        distributions.put(
            each.key(), each == Hyperparameter.N_CYCLES ? rules.cycles(full, read, value) : read);
      }
    }
    return distributions;
  }

  @Override
  public Optional<Setting> value(String path, String name, ConfigValue value) {
    Distribution distribution = read(path, Hyperparameter.of(name).orElseThrow(), value);
    if (distribution.isConstant()) {
      return Optional.of(new Setting(Map.of(name, distribution.quantile(0))));
    }
    if (distribution != UNREADABLE) {
      problems.add(
          value.origin(), "%s must be a single value, but is %s".formatted(path, distribution));
    }
    return Optional.empty();
  }

  private Distribution read(String path, Hyperparameter of, ConfigValue value) {
    Object form = numeric(value.unwrapped());
    try {
      Distribution distribution = DistributionForm.numbers(path, form);
      check(path, of, distribution, value);
      return distribution;
    } catch (IllegalArgumentException e) {
      String message = e.getMessage();
      String wayOut =
          form instanceof Map<?, ?> several && several.size() > 1
              ? ": HOCON merges objects; write %s = null before the last one to replace the earlier ones"
                  .formatted(path)
              : "";
      problems.add(
          value.origin(), (message.startsWith(path) ? message : path + ": " + message) + wayOut);
      return UNREADABLE;
    }
  }

  /** Converts numbers that are strings because they come from the environment or an option. */
  static Object numeric(Object form) {
    if (form instanceof List<?> list) {
      return list.stream().map(SpaceReader::numeric).toList();
    }
    if (form instanceof Map<?, ?> map) {
      Map<Object, Object> converted = new LinkedHashMap<>();
      map.forEach((key, value) -> converted.put(key, numeric(value)));
      return converted;
    }
    try {
      return form instanceof String text ? new BigDecimal(text).doubleValue() : form;
    } catch (NumberFormatException e) {
      return form;
    }
  }

  /** Checks the hard limits, and that integer hyperparameters have integers only. */
  private void check(String path, Hyperparameter of, Distribution distribution, ConfigValue value) {
    new SearchSpace(Map.of(of.key(), distribution))
        .problems(Map.of(of.key(), new Range(of.min(), of.max())))
        .forEach(
            line -> problems.add(value.origin(), path + line.substring(line.indexOf(" must"))));
    if (of.type() == Type.REAL) {
      return;
    }
    if (!distribution.integral()) {
      problems.add(
          value.origin(),
          "%s must have integer values, but is %s: use { integer = [min, max] } or { choice = [...] }"
              .formatted(path, distribution));
    } else if (distribution.range().max() > Integer.MAX_VALUE) {
      problems.add(
          value.origin(),
          "%s must be at most %d, but is %s: correct it"
              .formatted(path, Integer.MAX_VALUE, distribution));
    }
  }

  /** Reports a space whose lowest eta_min is above its highest eta_max. */
  @Override
  public void checkBounds(String path, ConfigObject own, SearchSpace space) {
    // Report the value in the study's file, not the default that it contradicts.
    ConfigValue given =
        Stream.of(ETA_MIN, ETA_MAX)
            .map(own::get)
            .filter(Objects::nonNull)
            .min(Comparator.comparing(value -> value.origin().resource() != null))
            .orElse(null);
    if (!space.has(ETA_MIN) || !space.has(ETA_MAX)) {
      return;
    }
    Distribution etaMin = space.distribution(ETA_MIN);
    Distribution etaMax = space.distribution(ETA_MAX);
    if (given != null && etaMin.range().min() > etaMax.range().max()) {
      problems.add(
          given.origin(),
          "%s.eta_min must not be above eta_max, but they are %s and %s: correct one"
              .formatted(path, etaMin, etaMax));
    }
  }
}
