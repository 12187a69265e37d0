package io.github.clrsearch.training;

import io.github.clrsearch.network.Network;
import java.util.List;

/**
 * State from which a training resumes at the end of a cycle, with the same bits as if it had never
 * stopped. Everything else is a function of data, hyperparameters, seeds and the number of the
 * update. The state does not contain the planned number of cycles, so a training can be continued
 * for more cycles.
 *
 * @param cycle last completed cycle, from 1
 * @param updates updates done so far, at least 1
 * @param network the network at the end of the cycle; must not be modified
 * @param velocity of the network's parameters, in its shape; null without momentum; must not be
 *     modified
 * @param average of the networks at the ends of the cycles; null after the first one; must not be
 *     modified
 * @param probabilities predictions of the snapshots of cycles 1 to {@code cycle} for the whole
 *     validation split, images x classes each, row-major; not modified
 */
public record TrainingState(
    int cycle,
    long updates,
    Network network,
    Network velocity,
    Network average,
    List<float[]> probabilities) {

  /** Checks the numbers, and copies the list. */
  public TrainingState {
    if (cycle < 1 || updates < cycle || probabilities.size() != cycle) {
      throw new IllegalArgumentException(
          "a state must have cycle >= 1, updates >= cycle and one array of probabilities per cycle, but got cycle = %d, updates = %d and %d arrays"
              .formatted(cycle, updates, probabilities.size()));
    }
    probabilities = List.copyOf(probabilities);
  }
}
