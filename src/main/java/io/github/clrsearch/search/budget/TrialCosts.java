package io.github.clrsearch.search.budget;

import io.github.clrsearch.search.stopping.TrialTarget;
import io.github.clrsearch.search.trial.Objective;
import io.github.clrsearch.search.trial.Trial;
import io.github.clrsearch.search.trial.TrialResult;

/**
 * Costs of parts of trials: all cycles of a trial cost the same.
 *
 * @param objective that trains them
 */
public record TrialCosts(Objective objective) {

  /**
   * Cost of training a trial to its target, at least 0.
   *
   * @param done cycles that it has already
   */
  public double of(TrialTarget target, int done) {
    int all = target.trial().cycles();
    double share = hasCycles(all) ? Math.max(0, target.cycles() - done) / (double) all : 1;
    return share * whole(target.trial());
  }

  /** Cost of one cycle of a trial; of the whole trial if it has no cycles. */
  public double ofOneCycle(Trial trial) {
    return hasCycles(trial.cycles()) ? whole(trial) / trial.cycles() : whole(trial);
  }

  /** Cost of the last execution of a trial; 0 if it is not known. */
  public double ofLastExecution(Trial trial, TrialResult result) {
    if (result.cycles().isEmpty() || !hasCycles(trial.cycles())) {
      return result.cycles().isEmpty() ? 0 : whole(trial);
    }
    double length = result.cycles().get(0).updates() / (double) result.cycles().get(0).cycle();
    return length > 0
        ? ofOneCycle(trial) * (result.updates() - result.resumedAt()) / length
        : ofOneCycle(trial) * result.lastCycle();
  }

  /** The kind of a trial; that of a setting that the objective rejects does not matter. */
  public String kind(Trial trial) {
    try {
      return objective.kind(trial.setting());
    } catch (RuntimeException e) {
      return "";
    }
  }

  private static boolean hasCycles(int cycles) {
    return cycles > 0 && cycles < Integer.MAX_VALUE;
  }

  /** A setting that the objective rejects fails at once, and costs nothing. */
  private double whole(Trial trial) {
    try {
      return Math.max(0, objective.cost(trial.setting()));
    } catch (RuntimeException e) {
      return 0;
    }
  }
}
