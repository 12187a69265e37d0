package io.github.clrsearch.search;

import io.github.clrsearch.search.trial.Candidate;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a study's results depend on, by configuration key: what a folder is compared by. Numbers of
 * trials are not among it, nor how far trials go, for a study may grow.
 */
final class StudyDefinition {
  private StudyDefinition() {}

  static Map<String, String> of(Study study) {
    Map<String, String> definition = new LinkedHashMap<>();
    definition.put("study.name", study.name());
    definition.put("study.seed", Long.toString(study.seed()));
    study
        .space()
        .distributions()
        .forEach((name, values) -> definition.put("space." + name, values.form().toString()));
    if (study.stages().stream()
        .filter(stage -> !stage.confirms())
        .allMatch(stage -> stage.cycles() == Cycles.FREE)) {
      // No trial draws it, and all may be continued with more.
      definition.put("space." + Candidate.CYCLES, Cycles.FREE.toString());
    }
    for (int i = 0; i < study.stages().size(); i++) {
      add(study.stages().get(i), i + 1, definition);
    }
    return definition;
  }

  /**
   * Adds a stage.
   *
   * @param definition modified
   */
  private static void add(Stage stage, int position, Map<String, String> definition) {
    String key = "stages." + stage.name();
    Map<String, Object> space = new LinkedHashMap<>();
    stage.space().forEach((name, values) -> space.put(name, values.form()));
    if (stage.cycles() == Cycles.FREE) {
      // Studies of versions that could only draw them do not have it.
      definition.put(key + ".cycles", stage.cycles().toString());
      space.remove(Candidate.CYCLES);
    }
    definition.put(key + ".position", Integer.toString(position));
    definition.put(key + ".refine", stage.refine().toString());
    definition.put(key + ".space", space.toString());
    // Studies of versions that could only sample at random have neither.
    if (stage.sampling() != Sampling.RANDOM) {
      definition.put(key + ".sampler", stage.sampling().toString());
    }
    if (stage.goesOn()) {
      definition.put(key + ".continue", "best " + stage.continuation().best());
    }
    if (stage.confirms()) {
      definition.put(key + ".confirm", stage.confirmation().rule());
    }
  }
}
