package io.github.clrsearch.cluster.training;

import io.github.clrsearch.network.Scores;
import io.github.clrsearch.search.trial.CycleResult;
import io.github.clrsearch.search.trial.EnsembleResult;
import io.github.clrsearch.search.trial.Measurement;
import io.github.clrsearch.search.trial.Outcome;
import io.github.clrsearch.search.trial.TrialResult;
import io.github.clrsearch.store.TrialState;
import io.github.clrsearch.training.EnsembleScores;
import io.github.clrsearch.training.Snapshot;
import io.github.clrsearch.training.TrainingObserver;
import io.github.clrsearch.training.TrainingState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Records a training as the result of a trial. */
final class TrialRecorder implements TrainingObserver {
  private final List<CycleResult> cycles = new ArrayList<>();
  private final List<Measurement> measurements = new ArrayList<>();
  private final ArrayList<Snapshot> snapshots;
  private long resumedAt;

  /** Content of a trial's result. */
  enum Keep {
    /** Numbers only. */
    ROWS,
    /** Also the networks at the ends of the cycles. */
    SNAPSHOTS
  }

  TrialRecorder(Keep keep) {
    this.snapshots = keep == Keep.SNAPSHOTS ? new ArrayList<>() : null;
  }

  /** The result of a trial that has ended. */
  TrialResult result(Outcome outcome, long updates) {
    return new TrialResult(outcome, cycles, measurements, updates, resumedAt, snapshots);
  }

  /** The state of the trial, given the state of its training, at the end of a cycle. */
  TrialState state(TrainingState training) {
    return new TrialState(
        training, cycles, measurements, snapshots == null ? List.of() : snapshots);
  }

  /** Begins with the records of an earlier execution. */
  void startFrom(TrialState state) {
    cycles.addAll(state.cycles());
    measurements.addAll(state.measurements());
    if (snapshots != null) {
      snapshots.addAll(state.snapshots());
    }
    resumedAt = state.training().updates();
  }

  @Override
  public void measured(int cycle, long updates, double eta, Part part, Scores scores) {
    measurements.add(
        new Measurement(
            cycle,
            updates,
            part == Part.TRAINING ? Measurement.TRAINING : Measurement.VALIDATION,
            scores.images(),
            eta,
            scores.cost(),
            scores.loss(),
            // Outputs that are not finite have no most probable class.
            scores.isFinite() ? scores.accuracy() : Double.NaN));
  }

  @Override
  public void cycleEnded(
      Snapshot snapshot, Scores training, Scores validation, List<EnsembleScores> ensembles) {
    cycles.add(
        new CycleResult(
            snapshot.cycle(),
            snapshot.updates(),
            training.cost(),
            training.loss(),
            training.accuracy(),
            validation.cost(),
            validation.loss(),
            validation.accuracy(),
            ensembles.stream().map(TrialRecorder::result).toList(),
            Map.of()));
    if (snapshots != null) {
      snapshots.add(snapshot.copy());
    }
  }

  private static EnsembleResult result(EnsembleScores scores) {
    String cycles = scores.cycles().stream().map(String::valueOf).collect(Collectors.joining(","));
    return new EnsembleResult(
        scores.members(), scores.combination().toString(), cycles, scores.accuracy());
  }
}
