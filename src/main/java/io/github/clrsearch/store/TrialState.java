package io.github.clrsearch.store;

import io.github.clrsearch.search.trial.CycleResult;
import io.github.clrsearch.search.trial.Measurement;
import io.github.clrsearch.training.Snapshot;
import io.github.clrsearch.training.TrainingState;
import java.util.List;

/**
 * State of a trial at the end of a cycle, from which it can be resumed elsewhere.
 *
 * @param training state of the training
 * @param cycles the cycles that have ended, in order
 * @param measurements the learning curve so far, in the order of the updates
 * @param snapshots the networks at the ends of the cycles; empty if the trial does not return them
 */
public record TrialState(
    TrainingState training,
    List<CycleResult> cycles,
    List<Measurement> measurements,
    List<Snapshot> snapshots) {

  public TrialState {
    cycles = List.copyOf(cycles);
    measurements = List.copyOf(measurements);
    snapshots = List.copyOf(snapshots);
  }
}
