package io.github.clrsearch.cluster;

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
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Turns what the trainer tells into the result of a trial. */
final class TrialRecorder implements TrainingObserver {
  private final List<CycleResult> cycles = new ArrayList<>();
  private final List<Measurement> measurements = new ArrayList<>();
  private final ArrayList<Snapshot> snapshots;
  private long resumedAt;

  /** What a trial's result holds. */
  enum Keep {
    /** Numbers. */
    ROWS,
    /** The networks at the cycles' ends as well. */
    SNAPSHOTS
  }

  TrialRecorder(Keep keep) {
    this.snapshots = keep == Keep.SNAPSHOTS ? new ArrayList<>() : null;
  }

  /** The result of a trial that has ended. */
  TrialResult result(Outcome outcome, long updates) {
    return new TrialResult(outcome, cycles, measurements, updates, resumedAt, snapshots);
  }

  /** What there is of the trial at the end of the last cycle, where its training stands so. */
  TrialState state(TrainingState training) {
    return new TrialState(
        training, cycles, measurements, snapshots == null ? List.of() : snapshots);
  }

  /** Begins with what an earlier execution of the trial had recorded. */
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
            updates,
            cycle,
            part == Part.TRAINING ? Measurement.TRAINING : Measurement.VALIDATION,
            scores.images(),
            eta,
            scores.cost(),
            scores.loss(),
            // Of outputs that are not finite there is no most probable class.
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
            ensembles.stream().flatMap(TrialRecorder::results).toList()));
    if (snapshots != null) {
      snapshots.add(snapshot.copy());
    }
  }

  private static Stream<EnsembleResult> results(EnsembleScores scores) {
    String cycles = scores.cycles().stream().map(String::valueOf).collect(Collectors.joining(","));
    return Stream.of(
        new EnsembleResult(scores.members(), EnsembleResult.MEAN, cycles, scores.mean()),
        new EnsembleResult(scores.members(), EnsembleResult.VOTE, cycles, scores.vote()));
  }
}
