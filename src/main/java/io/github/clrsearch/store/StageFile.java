package io.github.clrsearch.store;

import io.github.clrsearch.search.space.Distribution;
import io.github.clrsearch.search.space.DistributionForm;
import io.github.clrsearch.search.space.SearchSpace;
import io.github.clrsearch.search.trial.Observation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A frozen stage in the form of its file, with distributions as in a configuration. */
record StageFile(
    String stage,
    Map<String, Object> space,
    List<String> lines,
    Map<String, Integer> after,
    List<Observation> observations) {

  /** Files of earlier versions lack the observations. */
  StageFile {
    observations = observations == null ? List.of() : List.copyOf(observations);
  }

  static StageFile of(FrozenStage stage) {
    Map<String, Object> forms = new LinkedHashMap<>();
    stage.space().distributions().forEach((name, values) -> forms.put(name, values.form()));
    return new StageFile(stage.stage(), forms, stage.lines(), stage.after(), stage.observations());
  }

  FrozenStage toStage() {
    Map<String, Distribution> distributions = new LinkedHashMap<>();
    space.forEach((name, form) -> distributions.put(name, DistributionForm.parse(name, form)));
    return new FrozenStage(stage, new SearchSpace(distributions), lines, after, observations);
  }
}
