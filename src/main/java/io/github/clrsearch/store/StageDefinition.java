package io.github.clrsearch.store;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A stage in the definition of a study, {@code study.json}.
 *
 * @param name unique in its study
 * @param position in the study, from 1
 * @param values everything that its results depend on, by key: refine, space, sampler, ...
 */
public record StageDefinition(String name, int position, Map<String, String> values) {
  private static final String STAGES = "stages.";
  private static final String POSITION = "position";
  private static final String CONFIRM = "confirm";

  public StageDefinition {
    values = new LinkedHashMap<>(values);
  }

  /**
   * The stages of a study, in their order.
   *
   * @param definition of the study, where a stage has keys such as {@code stages.coarse.refine}
   */
  static List<StageDefinition> of(Map<String, String> definition) {
    return definition.keySet().stream()
        .filter(key -> key.startsWith(STAGES) && key.endsWith("." + POSITION))
        .map(key -> key.substring(STAGES.length(), key.length() - POSITION.length() - 1))
        .map(name -> of(name, definition))
        .sorted(Comparator.comparingInt(StageDefinition::position))
        .toList();
  }

  private static StageDefinition of(String name, Map<String, String> definition) {
    Map<String, String> values = new LinkedHashMap<>();
    String prefix = prefix(name);
    // The name of another stage may begin with this name and a dot.
    definition.forEach(
        (key, value) -> {
          if (key.startsWith(prefix) && key.indexOf('.', prefix.length()) < 0) {
            values.put(key.substring(prefix.length()), value);
          }
        });
    return new StageDefinition(name, Integer.parseInt(values.get(POSITION)), values);
  }

  private static String prefix(String name) {
    return STAGES + name + ".";
  }

  /** Whether a key of the study's definition belongs to this stage. */
  boolean has(String key) {
    String prefix = prefix(name);
    return key.startsWith(prefix) && values.containsKey(key.substring(prefix.length()));
  }

  /** Whether the stage retrains settings of earlier stages with several seeds. */
  public boolean confirms() {
    return values.containsKey(CONFIRM);
  }
}
