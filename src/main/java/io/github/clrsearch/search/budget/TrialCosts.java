package io.github.clrsearch.search.budget;

import io.github.clrsearch.search.stopping.TrialTarget;
import io.github.clrsearch.search.trial.CycleResult;
import io.github.clrsearch.search.trial.Objective;
import io.github.clrsearch.search.trial.Trial;
import io.github.clrsearch.search.trial.TrialResult;

/**
 * Costs of parts of trials: all updates of a trial cost the same.
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
    Trial trial = target.trial();
    double share = hasCycles(trial) ? share(trial, target.cycles()) - share(trial, done) : 1;
    return Math.max(0, share) * whole(trial);
  }

  /** Cost of the first cycle of a trial; of the whole trial if it has no cycles. */
  public double ofOneCycle(Trial trial) {
    return hasCycles(trial) ? share(trial, 1) * whole(trial) : whole(trial);
  }

  /** Cost of the last execution of a trial; 0 if it is not known. */
  public double ofLastExecution(Trial trial, TrialResult result) {
    if (result.cycles().isEmpty() || !hasCycles(trial)) {
      return result.cycles().isEmpty() ? 0 : whole(trial);
    }
    CycleResult first = result.cycles().get(0);
    // Other objectives may count updates of another length.
    double unit = share(trial, first.cycle()) / first.updates();
    return first.updates() > 0
        ? unit * (result.updates() - result.resumedAt()) * whole(trial)
        : share(trial, result.lastCycle()) * whole(trial);
  }

  /** The kind of a trial; that of a setting that the objective rejects does not matter. */
  public String kind(Trial trial) {
    try {
      return objective.kind(trial.setting());
    } catch (RuntimeException e) {
      return "";
    }
  }

  private static boolean hasCycles(Trial trial) {
    return trial.cycles() > 0 && trial.cycles() < Integer.MAX_VALUE;
  }

  /** The share of a trial's updates that its first cycles have. */
  private double share(Trial trial, int cycles) {
    try {
      return objective.updates(trial.setting(), cycles)
          / (double) Math.max(1, objective.updates(trial.setting(), trial.cycles()));
    } catch (RuntimeException e) {
      return cycles / (double) trial.cycles();
    }
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
