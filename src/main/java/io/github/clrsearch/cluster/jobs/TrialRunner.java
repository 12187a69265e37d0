package io.github.clrsearch.cluster.jobs;

import io.github.clrsearch.search.trial.Objective;
import io.github.clrsearch.search.trial.Trial;
import io.github.clrsearch.store.EndedTrial;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Trains trials of an objective. */
public interface TrialRunner {

  /** The objective of the trials. */
  Objective objective();

  /** Number of tasks that can run at once, at least 1. */
  int slots();

  /** The same runner for another objective. */
  TrialRunner of(Objective other);

  /**
   * Trials in groups, the longest first.
   *
   * @param enough whether the search ends early
   */
  TrialSupply listed(RoundTargets waiting, BooleanSupplier enough);

  /**
   * Trains trials until the supply ends.
   *
   * @param onEnd receives each trial when it ends, on the calling thread; if it throws, the other
   *     trials are cancelled and the exception is passed on
   * @param onLost receives the trials that had ended but that {@code onEnd} did not accept, if any
   * @throws InterruptedException when interrupted; trials that have not ended are cancelled
   */
  void run(TrialSupply supply, Consumer<EndedTrial> onEnd, Consumer<List<Trial>> onLost)
      throws InterruptedException;
}
