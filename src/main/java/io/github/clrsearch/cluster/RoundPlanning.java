package io.github.clrsearch.cluster;

import io.github.clrsearch.cluster.jobs.RoundTargets;
import io.github.clrsearch.cluster.jobs.TrialSupply;
import io.github.clrsearch.search.trial.Outcome.Unfinished.Cause;
import java.util.Map;

/** Plans the rounds of a stage. */
interface RoundPlanning {
  /**
   * Hands out the trials of a round.
   *
   * @param done cycles of trials that have some, by trial number; kept up to date
   */
  TrialSupply supply(RoundTargets targets, Map<Integer, Integer> done);

  /** Number of trials to add to a stage whose trials have all ended; 0 for none. */
  int growth(int trials);

  /** Why a stage ends before it has trained all its trials. */
  Cause cause();
}
