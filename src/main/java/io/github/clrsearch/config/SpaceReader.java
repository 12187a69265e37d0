package io.github.clrsearch.config;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import io.github.clrsearch.search.space.Distribution;
import io.github.clrsearch.search.space.DistributionForm;
import io.github.clrsearch.search.space.Range;
import io.github.clrsearch.search.space.SearchSpace;
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

/** Reads {@code space} sections into distributions and checks them against the hard limits. */
final class SpaceReader {
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

  /** The hyperparameters that belong to the study's space. */
  List<Hyperparameter> hyperparameters() {
    return Stream.of(Hyperparameter.values()).filter(this::has).toList();
  }

  private boolean has(Hyperparameter of) {
    return rules.schedule().uses(of) && (!of.isOptional() || given.contains(of.key()));
  }

  /** What the schedule of the study rules out. */
  ScheduleRules rules() {
    return rules;
  }

  /** The distributions of a section, in the order of the hyperparameters: HOCON has no order. */
  Map<String, Distribution> read(String path, ConfigObject space) {
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

  /** A single value of a hyperparameter; empty if there is a problem with it. */
  Optional<Double> value(String path, Hyperparameter of, ConfigValue value) {
    Distribution distribution = read(path, of, value);
    if (distribution.isConstant()) {
      return Optional.of(distribution.quantile(0));
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
      Distribution distribution = DistributionForm.parse(path, form);
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
  private static Object numeric(Object form) {
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

  /**
   * Reports a space whose lowest eta_min is above its highest eta_max: no setting could train.
   *
   * @param own the section itself
   * @param space the section with all distributions that it inherits
   */
  void checkBounds(String path, ConfigObject own, SearchSpace space) {
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
