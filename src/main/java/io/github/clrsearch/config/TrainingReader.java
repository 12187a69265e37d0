package io.github.clrsearch.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import io.github.clrsearch.training.Hyperparameter;
import io.github.clrsearch.training.TrainingMethod;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads what belongs to the built-in training: the section {@code training} and which
 * hyperparameters there are.
 *
 * @param problems modified: problems are added
 */
record TrainingReader(Config config, Problems problems) {

  /** The section {@code training}; a choice that does not exist is replaced by the default. */
  TrainingMethod method() {
    Map<String, String> choices = new LinkedHashMap<>();
    for (String key : TrainingMethod.DEFAULT.choices().keySet()) {
      String name = problems.read(() -> config.getString(key), null);
      try {
        if (name != null) {
          TrainingMethod.ofFile(Map.of(key, name));
          choices.put(key, name);
        }
      } catch (IllegalArgumentException e) {
        problems.add(config.getValue(key).origin(), e.getMessage());
      }
    }
    return TrainingMethod.of(choices);
  }

  /**
   * The hyperparameters of the training; reports what has no effect, and defaults that are hidden.
   */
  Spaces spaces(TrainingMethod method) {
    Set<String> given = given();
    checkMomentum(method, given);
    checkDefaults();
    return new SpaceReader(method.schedule(), given, problems);
  }

  private void checkDefaults() {
    TreeSet<String> hidden = new TreeSet<>();
    for (Hyperparameter each : Hyperparameter.values()) {
      if (!config.getObject("space").containsKey(each.key())) {
        hidden.add(each.key());
      }
    }
    if (!hidden.isEmpty()) {
      problems.add(
          config.getValue("space").origin(),
          "space does not contain %s: an earlier value of space that is not a section replaces the defaults; remove it"
              .formatted(String.join(", ", hidden)));
    }
  }

  /** The hyperparameters to which the study gives a value, in its space or in that of a stage. */
  private Set<String> given() {
    Set<String> given = new TreeSet<>(config.getObject("stage.space").keySet());
    for (ConfigValue stage : config.getList("stages")) {
      if (((ConfigObject) stage).get("space") instanceof ConfigObject space) {
        given.addAll(space.keySet());
      }
    }
    for (Hyperparameter each : Hyperparameter.values()) {
      ConfigValue value = config.getObject("space").get(each.key());
      if (value != null && !SpaceReader.isDefault(each, value)) {
        given.add(each.key());
      }
    }
    return given;
  }

  /** Reports what has no effect without momentum. */
  private void checkMomentum(TrainingMethod method, Set<String> given) {
    String momentum = Hyperparameter.MOMENTUM.key();
    if (given.contains(momentum)) {
      return;
    }
    Map<String, ConfigValue> without = new LinkedHashMap<>();
    method.definition().keySet().stream()
        .filter(TrainingMethod.MOMENTUM_KEYS::contains)
        .forEach(key -> without.put(key, config.getValue(key)));
    if (given.contains(Hyperparameter.MOMENTUM_MIN.key())) {
      String key = "space." + Hyperparameter.MOMENTUM_MIN.key();
      without.put(key, config.getValue(key));
    }
    without.forEach(
        (key, value) ->
            problems.add(
                value.origin(),
                "%s has no effect without momentum: add space.%s, such as 0.9"
                    .formatted(key, momentum)));
  }
}
