package io.github.clrsearch.store;

import io.github.clrsearch.search.space.Distribution;
import io.github.clrsearch.search.space.DistributionForm;
import io.github.clrsearch.search.space.SearchSpace;
import io.github.clrsearch.search.space.Setting;
import io.github.clrsearch.search.trial.Observation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A frozen stage as it lies in its file: distributions in the form of configurations. */
record StageFile(
    String stage,
    Map<String, Object> space,
    List<String> lines,
    Map<String, Integer> after,
    List<ObservationRow> observations) {

  /** What a trial showed; the accuracy is null where it diverged. */
  record ObservationRow(String trial, int cycle, Map<String, Double> setting, Double accuracy) {
    static ObservationRow of(Observation seen) {
      Double accuracy = Double.isNaN(seen.accuracy()) ? null : seen.accuracy();
      return new ObservationRow(seen.trial(), seen.cycle(), seen.setting().values(), accuracy);
    }

    Observation toObservation() {
      return new Observation(
          trial, cycle, new Setting(setting), accuracy == null ? Double.NaN : accuracy);
    }
  }

  /** A file of a version that had no observations lacks them. */
  StageFile {
    observations = observations == null ? List.of() : List.copyOf(observations);
  }

  static StageFile of(FrozenStage stage) {
    Map<String, Object> forms = new LinkedHashMap<>();
    stage.space().distributions().forEach((name, values) -> forms.put(name, values.form()));
    return new StageFile(
        stage.stage(),
        forms,
        stage.lines(),
        stage.after(),
        stage.observations().stream().map(ObservationRow::of).toList());
  }

  FrozenStage toStage() {
    Map<String, Distribution> distributions = new LinkedHashMap<>();
    space.forEach((name, form) -> distributions.put(name, DistributionForm.parse(name, form)));
    return new FrozenStage(
        stage,
        new SearchSpace(distributions),
        lines,
        after,
        observations.stream().map(ObservationRow::toObservation).toList());
  }
}
