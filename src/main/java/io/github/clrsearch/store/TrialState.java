package io.github.clrsearch.store;

import io.github.clrsearch.search.trial.CycleResult;
import io.github.clrsearch.search.trial.Measurement;
import io.github.clrsearch.training.Snapshot;
import io.github.clrsearch.training.TrainingState;
import java.util.List;

/**
 * A trial at a cycle's end: all that it needs to go on elsewhere, and the rows that it has given.
 *
 * @param training where the training stands
 * @param cycles the cycles that have ended, in order
 * @param measurements the learning curve so far, in the order of the updates
 * @param snapshots the networks at the cycles' ends; none where the trial hands none back
 */
public record TrialState(
    TrainingState training,
    List<CycleResult> cycles,
    List<Measurement> measurements,
    List<Snapshot> snapshots) {

  /** Copies the lists. */
  public TrialState {
    cycles = List.copyOf(cycles);
    measurements = List.copyOf(measurements);
    snapshots = List.copyOf(snapshots);
  }
}
