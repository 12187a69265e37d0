package io.github.clrsearch.cluster;

import io.github.clrsearch.cluster.jobs.TrialRunner;
import io.github.clrsearch.cluster.jobs.TrialSupply;
import io.github.clrsearch.search.stopping.TrialTarget;
import io.github.clrsearch.search.trial.Outcome.Unfinished.Cause;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Rounds without a time budget: all trials are trained, the longest first.
 *
 * @param enough whether the search ends early
 */
record ListedPlanning(TrialRunner scheduler, BooleanSupplier enough)
    implements StageSearch.Planning {

  @Override
  public TrialSupply supply(
      List<TrialTarget> targets, Map<Integer, Integer> done, Supplier<List<TrialTarget>> more) {
    return scheduler.listed(targets.stream().map(TrialTarget::toTrain).toList(), enough);
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
