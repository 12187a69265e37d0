package io.github.clrsearch.training;

import io.github.clrsearch.network.Scores;
import java.util.List;

/** Hears what a training measures, as it goes. */
public interface TrainingObserver {

  /** Which images were measured. */
  enum Part {
    TRAINING,
    VALIDATION
  }

  /**
   * A measurement.
   *
   * @param cycle the cycle it belongs to, from 1; 0 before the first update
   * @param updates updates done so far
   * @param eta the learning rate of the next update
   */
  void measured(int cycle, long updates, double eta, Part part, Scores scores);

  /**
   * The end of a cycle, after both its measurements.
   *
   * @param snapshot the network as it is now
   * @param training scores on a fixed subset of the training split
   * @param validation scores on the whole validation split
   * @param ensembles scores there of the snapshots so far that answer together; none at the end of
   *     the first cycle
   */
  void cycleEnded(
      Snapshot snapshot, Scores training, Scores validation, List<EnsembleScores> ensembles);
}
