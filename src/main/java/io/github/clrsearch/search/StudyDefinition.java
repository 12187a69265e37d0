package io.github.clrsearch.search;

import io.github.clrsearch.search.trial.Candidate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Computes {@link Study#definition}. */
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
    List<Stage> stages = study.stages();
    if (stages.stream()
        .filter(stage -> !(stage instanceof ConfirmingStage))
        .allMatch(stage -> stage.cycles() == Cycles.FREE)) {
      // No trial draws the number of cycles, and every trial can be continued with more.
      definition.put("space." + Candidate.CYCLES, Cycles.FREE.toString());
    }
    for (int i = 0; i < stages.size(); i++) {
      String path = "stages." + stages.get(i).name() + ".";
      stages.get(i).definition(i + 1).forEach((key, value) -> definition.put(path + key, value));
    }
    return definition;
  }
}
