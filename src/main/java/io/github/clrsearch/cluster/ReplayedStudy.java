package io.github.clrsearch.cluster;

import io.github.clrsearch.search.Stage;
import io.github.clrsearch.search.StageState;
import io.github.clrsearch.search.stopping.TrialTarget;
import io.github.clrsearch.search.trial.Outcome;
import io.github.clrsearch.search.trial.OutcomeKind;
import io.github.clrsearch.search.trial.Trial;
import io.github.clrsearch.search.trial.TrialResult;
import io.github.clrsearch.store.EndedTrial;
import io.github.clrsearch.store.FrozenStage;
import io.github.clrsearch.store.StudyStore;
import io.github.clrsearch.store.files.StoreException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A study whose trials are trained again in another folder: the same trials with the same numbers
 * of cycles, whatever stopped them. Failed trials are left out.
 *
 * @param original the study's folder
 */
record ReplayedStudy(StudyStore original) {

  /**
   * A study to train again in another folder.
   *
   * @throws StoreException if both are the same folder, or the folder contains another study
   */
  static ReplayedStudy of(StudyStore original, StudyStore store) {
    if (original.location().equals(store.location())) {
      throw new StoreException(
          "%s contains the study to replay: choose another folder with --out"
              .formatted(store.location()));
    }
    List<String> differences = original.header().differences(store.header());
    if (!differences.isEmpty()) {
      throw new StoreException(
          "%s cannot be replayed, because it is another study: %s. Use its own configuration"
              .formatted(original.location(), String.join("; ", differences)));
    }
    return new ReplayedStudy(original);
  }

  /** A stage as the original study froze it; empty if it did not begin. */
  Optional<FrozenStage> frozen(Stage stage) {
    return original.stages().frozen(stage.name());
  }

  /** The number of trials that later stages need or that ended, whichever is more. */
  int trials(Stage stage) {
    int last =
        original.trials(stage.name()).keySet().stream()
            .mapToInt(number -> number + 1)
            .max()
            .orElse(0);
    return original.header().stageNames().stream()
        .flatMap(name -> original.stages().frozen(name).stream())
        .mapToInt(later -> later.after().getOrDefault(stage.name(), 0))
        .reduce(last, Math::max);
  }

  /** The ended trials of a stage, by number. */
  Map<Integer, EndedTrial> rows(Stage stage) {
    return original.trials(stage.name());
  }

  /** Trains the trials of a stage as far as the original study did. */
  StageTargets targets(Stage stage) {
    Map<Integer, EndedTrial> rows = new LinkedHashMap<>(original.trials(stage.name()));
    rows.values().removeIf(end -> end.result().outcome().kind() == OutcomeKind.FAILED);
    return (trials, results) -> state(trials, results, rows);
  }

  private static StageState state(
      List<Trial> trials, Map<Integer, TrialResult> results, Map<Integer, EndedTrial> rows) {
    List<TrialTarget> targets = new ArrayList<>();
    Map<Integer, Outcome> stopped = new LinkedHashMap<>();
    for (Trial trial : trials) {
      EndedTrial row = rows.get(trial.number());
      if (row != null) {
        TrialTarget target = target(trial, row.result());
        if (!isDone(target, results.get(trial.number()))) {
          targets.add(target);
        } else if (row.result().outcome().kind() == OutcomeKind.STOPPED) {
          stopped.put(trial.number(), row.result().outcome());
        }
      }
    }
    return new StageState(List.of(), targets, stopped);
  }

  private static TrialTarget target(Trial trial, TrialResult original) {
    return new TrialTarget(
        trial,
        original.outcome().kind() == OutcomeKind.STOPPED ? original.lastCycle() : trial.cycles());
  }

  private static boolean isDone(TrialTarget target, TrialResult result) {
    return result != null
        && (!result.outcome().canContinue()
            || result.outcome() instanceof Outcome.Completed
            || result.lastCycle() >= target.cycles());
  }
}
