package io.github.clrsearch.config;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import io.github.clrsearch.cluster.ClrHyperparameters;
import io.github.clrsearch.search.space.Distribution;
import io.github.clrsearch.search.space.DistributionForm;
import io.github.clrsearch.search.space.SearchSpace;
import io.github.clrsearch.search.space.Uniform;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** From the sections {@code space} to distributions, within the hard limits. */
final class SpaceReader {
  /** Where a distribution cannot be read: no other check complains of it. */
  private static final Distribution UNREADABLE = new Uniform(0, Double.MAX_VALUE);

  private final Problems problems;

  /**
   * Reads into a list of problems.
   *
   * @param problems modified: what is wrong is added
   */
  SpaceReader(Problems problems) {
    this.problems = problems;
  }

  /** The distributions of a section, in the order of the tables: HOCON objects have none. */
  Map<String, Distribution> read(String path, ConfigObject space) {
    Map<String, Distribution> distributions = new LinkedHashMap<>();
    ClrHyperparameters.columns()
        .forEach(
            (name, type) -> {
              ConfigValue value = space.get(name);
              // A table has columns that follow from others: n_s is no hyperparameter of its own.
              if (value != null && ClrHyperparameters.limits().containsKey(name)) {
                distributions.put(name, read(path + "." + name, name, value));
              }
            });
    return distributions;
  }

  private Distribution read(String path, String name, ConfigValue value) {
    Object form = numeric(value.unwrapped());
    try {
      Distribution distribution = DistributionForm.parse(path, form);
      check(path, name, distribution, value);
      return distribution;
    } catch (IllegalArgumentException e) {
      String message = e.getMessage();
      String wayOut =
          form instanceof Map<?, ?> several && several.size() > 1
              ? ": HOCON merges objects, write %s = null before the one that counts".formatted(path)
              : "";
      problems.add(
          value.origin(), (message.startsWith(path) ? message : path + ": " + message) + wayOut);
      return UNREADABLE;
    }
  }

  /** What comes from the environment or the command line is a string; HOCON takes it for either. */
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

  /** Hard limits, and that what counts something is an integer. */
  private void check(String path, String name, Distribution distribution, ConfigValue value) {
    new SearchSpace(Map.of(name, distribution))
        .problems(ClrHyperparameters.limits())
        .forEach(
            line -> problems.add(value.origin(), path + line.substring(line.indexOf(" must"))));
    if (ClrHyperparameters.columns().get(name).equals("DOUBLE")) {
      return;
    }
    if (!distribution.integral()) {
      problems.add(
          value.origin(),
          "%s must have integers only, but is %s: use { integer = [min, max] } or { choice = [...] }"
              .formatted(path, distribution));
    } else if (distribution.range().max() > Integer.MAX_VALUE) {
      problems.add(
          value.origin(),
          "%s must be at most %d, but is %s: correct it"
              .formatted(path, Integer.MAX_VALUE, distribution));
    }
  }

  /**
   * Reports where even the lowest eta_min is above the highest eta_max: no sample could train.
   *
   * @param own what the section itself has
   * @param space what holds there, with what was before
   */
  void checkBounds(String path, ConfigObject own, SearchSpace space) {
    // The one that is in the study's file rather than the default that it contradicts.
    ConfigValue given =
        Stream.of("eta_min", "eta_max")
            .map(own::get)
            .filter(Objects::nonNull)
            .min(Comparator.comparing(value -> value.origin().resource() != null))
            .orElse(null);
    if (!space.has("eta_min") || !space.has("eta_max")) {
      return;
    }
    Distribution etaMin = space.distribution("eta_min");
    Distribution etaMax = space.distribution("eta_max");
    if (given != null && etaMin.range().min() > etaMax.range().max()) {
      problems.add(
          given.origin(),
          "%s.eta_min must not be above eta_max, but they are %s and %s: correct one"
              .formatted(path, etaMin, etaMax));
    }
  }
}
