package io.github.clrsearch.search.stopping;

import io.github.clrsearch.search.trial.Outcome;
import io.github.clrsearch.search.trial.Trial;

/**
 * A trial to be trained up to the end of a cycle: from its start, or from where it had come before.
 *
 * @param trial with as many cycles as it may have in all
 * @param cycles up to which, at most {@code trial.cycles()}
 */
public record Leg(Trial trial, int cycles) {

  /** The trial that ends there. */
  public Trial toTrain() {
    return cycles == trial.cycles() ? trial : trial.withCycles(cycles);
  }

  /** The outcome of a leg that has been trained to its end. */
  public Outcome outcome() {
    return cycles == trial.cycles()
        ? new Outcome.Completed()
        : new Outcome.Stopped(
            "waits after %d of %d cycles for the others".formatted(cycles, trial.cycles()));
  }
}
