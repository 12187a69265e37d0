package io.github.clrsearch.training;

import io.github.clrsearch.network.Scores;
import java.util.List;

/** Receives the measurements of a training while it runs. */
public interface TrainingObserver {

  /** The split that was measured. */
  enum Part {
    TRAINING,
    VALIDATION
  }

  /**
   * Called after a measurement.
   *
   * @param cycle cycle of the measurement, from 1; 0 before the first update
   * @param updates updates done so far
   * @param eta learning rate of the next update
   */
  void measured(int cycle, long updates, double eta, Part part, Scores scores);

  /**
   * Called at the end of a cycle, after its measurements. Not called if the training diverged.
   *
   * @param snapshot the network at this point; live
   * @param training scores on a fixed sample of the training split
   * @param validation scores on the whole validation split
   * @param ensembles scores of the ensembles of the snapshots so far, on the whole validation
   *     split; empty at the end of the first cycle
   */
  void cycleEnded(
      Snapshot snapshot, Scores training, Scores validation, List<EnsembleScores> ensembles);
}
