package io.github.clrsearch.training;

import io.github.clrsearch.network.Network;
import java.util.List;

/**
 * All that a training needs to go on after a cycle's end as if it had never stopped. Everything
 * else is a function of data, hyperparameters, seeds and the number of the update. It says nothing
 * of how many cycles there are to be: one more than were planned go on from the last one's end.
 *
 * @param cycle the cycle that has ended, from 1
 * @param updates updates done so far, at least 1
 * @param network as it was then: shared by whoever holds the state, modified by none
 * @param probabilities what the networks at the ends of cycles 1 to {@code cycle} said of the whole
 *     validation split, images x classes each, row-major; not modified
 */
public record TrainingState(int cycle, long updates, Network network, List<float[]> probabilities) {

  /** Checks that every cycle is there, and copies the list. */
  public TrainingState {
    if (cycle < 1 || updates < cycle || probabilities.size() != cycle) {
      throw new IllegalArgumentException(
          "a state must have cycle >= 1, updates >= cycle and probabilities of every cycle, but got %d, %d and %d"
              .formatted(cycle, updates, probabilities.size()));
    }
    probabilities = List.copyOf(probabilities);
  }
}
