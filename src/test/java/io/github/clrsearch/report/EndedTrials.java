package io.github.clrsearch.report;

import io.github.clrsearch.search.space.Setting;
import io.github.clrsearch.search.trial.CycleResult;
import io.github.clrsearch.search.trial.Measurement;
import io.github.clrsearch.search.trial.Outcome;
import io.github.clrsearch.search.trial.Trial;
import io.github.clrsearch.search.trial.TrialResult;
import io.github.clrsearch.store.EndedTrial;
import io.github.clrsearch.store.Execution;
import io.github.clrsearch.store.Studies;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Trials of two cycles of 100 updates, for pictures of them. */
final class EndedTrials {
  static final int CYCLES = 2;
  static final int PER_CYCLE = 4;
  private static final int CYCLE = 100;

  private EndedTrials() {}

  static EndedTrial completed() {
    return with("study", new Outcome.Completed(), measurements());
  }

  static EndedTrial with(String study, Outcome outcome, List<Measurement> measurements) {
    List<CycleResult> cycles = new ArrayList<>();
    for (int cycle = 1; cycle <= CYCLES; cycle++) {
      cycles.add(new CycleResult(cycle, CYCLE * cycle, 1, 1, 0.5, 1, 1, 0.5));
    }
    Map<String, Double> setting = new LinkedHashMap<>();
    setting.put("lambda", 0.01);
    setting.put("eta_min", 1e-5);
    setting.put("eta_max", 0.1);
    return ended(
        study,
        setting,
        Map.of("n_s", CYCLE / 2.0),
        new TrialResult(outcome, cycles, measurements, CYCLES * CYCLE));
  }

  static EndedTrial ended(
      String study, Map<String, Double> setting, Map<String, Double> derived, TrialResult result) {
    Instant started = Instant.parse("2026-11-24T08:00:00Z");
    return new EndedTrial(
        new Trial(study, "train", 0, 1, new Setting(setting)),
        derived,
        result,
        new Execution(started, started.plusSeconds(1), "1", "127.0.0.1", 0),
        Studies.PROVENANCE);
  }

  /** The start, and four measurements a cycle, of both splits. */
  static List<Measurement> measurements() {
    List<Measurement> measurements = new ArrayList<>();
    for (int i = 0; i <= CYCLES * PER_CYCLE; i++) {
      int update = i * CYCLE / PER_CYCLE;
      for (String split : List.of(Measurement.TRAINING, Measurement.VALIDATION)) {
        double loss = 2.3 / (1 + 0.1 * i);
        measurements.add(measurement(update, split, loss, 0.1 + 0.03 * i));
      }
    }
    return measurements;
  }

  static Measurement measurement(int update, String split, double loss, double accuracy) {
    int cycle = (update + CYCLE - 1) / CYCLE;
    return new Measurement(cycle, update, split, 1000, 0.05, loss + 0.2, loss, accuracy);
  }
}
