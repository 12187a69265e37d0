package io.github.clrsearch.cluster.jobs;

import io.github.clrsearch.search.trial.Outcome.Unfinished.Cause;
import io.github.clrsearch.search.trial.Trial;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Hands out the trials that a scheduler runs, one group after the other. */
public interface TrialSupply {

  /** What to submit next. */
  sealed interface Next {

    /**
     * Trials of one task.
     *
     * @param trials at least one
     * @param seconds after which none of them begins another cycle; infinite for no limit
     */
    record Group(List<Trial> trials, double seconds) implements Next {}

    /** Nothing until a task has ended or a second has passed. */
    record Nothing() implements Next {}

    /** Nothing any more. */
    record End() implements Next {}
  }

  /** The next group. Called by one thread. */
  Next next();

  /** The task of a group has ended. Called on any thread. */
  void ended(List<Trial> group);

  /** Seconds after which trials that still run are ended; infinite for never. */
  double untilCut();

  /** Why trials that still run are ended. */
  Cause cause();

  /** Whether the search ends before all its trials could begin. */
  boolean endedEarly();

  /**
   * Groups of trials, the longest first, without a time limit.
   *
   * @param enough whether the search ends early
   */
  static TrialSupply listed(TrialGroups grouping, RoundTargets waiting, BooleanSupplier enough) {
    return new ListedGroups(grouping, waiting, enough);
  }
}
