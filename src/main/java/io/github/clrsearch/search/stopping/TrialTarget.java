package io.github.clrsearch.search.stopping;

import io.github.clrsearch.search.trial.Outcome;
import io.github.clrsearch.search.trial.Trial;
import io.github.clrsearch.search.trial.TrialResult;

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

  /**
   * The result of the trial when it was trained to the target, or for as long as there was time.
   *
   * @param resumes whether trials of the stage can be resumed
   */
  public TrialResult ended(TrialResult result, boolean resumes) {
    boolean reached = result.lastCycle() >= cycles;
    if (result.outcome() instanceof Outcome.Unfinished unfinished) {
      return result.with(
          reached
              ? outcome()
              : new Outcome.Unfinished(unfinished.cause(), result.lastCycle(), trial.cycles()));
    }
    boolean whole = !resumes && cycles == trial.cycles();
    if (whole || !(result.outcome() instanceof Outcome.Completed)) {
      return result;
    }
    return result.with(
        reached
            ? outcome()
            : new Outcome.Failed(
                "ended after %d of %d cycles".formatted(result.lastCycle(), cycles)));
  }
}
