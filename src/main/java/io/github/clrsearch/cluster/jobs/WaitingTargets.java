package io.github.clrsearch.cluster.jobs;

import io.github.clrsearch.search.stopping.TrialTarget;
import io.github.clrsearch.search.trial.Trial;
import java.util.List;

/** Trials that may begin. More may join while others train. Safe for use by several threads. */
public interface WaitingTargets {

  /** The trials that have joined since the last call; at first, those that are there already. */
  List<TrialTarget> take();

  /** Whether no more will join. */
  boolean complete();

  /** Trials that are there already, to be trained to their last cycle. */
  static WaitingTargets of(List<Trial> trials) {
    List<TrialTarget> targets =
        trials.stream().map(trial -> new TrialTarget(trial, trial.cycles())).toList();
    return new WaitingTargets() {
      private boolean taken;

      @Override
      public synchronized List<TrialTarget> take() {
        List<TrialTarget> left = taken ? List.of() : targets;
        taken = true;
        return left;
      }

      @Override
      public boolean complete() {
        return true;
      }
    };
  }
}
