package io.github.clrsearch.search.stopping;

import io.github.clrsearch.search.trial.Outcome;
import io.github.clrsearch.search.trial.Trial;

/**
 * A trial and the number of cycles to train it to, from its start or from its last state.
 *
 * @param trial with its maximum number of cycles
 * @param cycles to train to, at most {@code trial.cycles()}
 */
public record TrialTarget(Trial trial, int cycles) {

  /** The trial that ends at the target. */
  public Trial toTrain() {
    return cycles == trial.cycles() ? trial : trial.withCycles(cycles);
  }

  /** The outcome of the trial when it has reached the target. */
  public Outcome outcome() {
    return cycles == trial.cycles()
        ? new Outcome.Completed()
        : new Outcome.Unfinished(Outcome.Unfinished.Cause.WAITING, cycles, trial.cycles());
  }
}
