package io.github.clrsearch.cluster;

import io.github.clrsearch.cluster.jobs.RoundTargets;
import io.github.clrsearch.cluster.jobs.TrialRunner;
import io.github.clrsearch.cluster.jobs.TrialSupply;
import io.github.clrsearch.search.trial.Outcome.Unfinished.Cause;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * Rounds without a time budget: all trials are trained, the longest first.
 *
 * @param enough whether the search ends early
 */
record ListedPlanning(TrialRunner scheduler, BooleanSupplier enough) implements RoundPlanning {

  @Override
  public TrialSupply supply(RoundTargets targets, Map<Integer, Integer> done) {
    return scheduler.listed(targets, enough);
  }

  @Override
  public int growth(int trials) {
    return 0;
  }

  @Override
  public Cause cause() {
    return Cause.ENOUGH;
  }
}
