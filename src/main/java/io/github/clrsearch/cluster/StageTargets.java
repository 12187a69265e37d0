package io.github.clrsearch.cluster;

import io.github.clrsearch.search.LearningStageRungs;
import io.github.clrsearch.search.StageState;
import io.github.clrsearch.search.trial.Trial;
import io.github.clrsearch.search.trial.TrialResult;
import java.util.List;
import java.util.Map;

/** The trials that a stage trains next, as a function of its results. */
interface StageTargets {
  /**
   * The state of the stage.
   *
   * @param trials by number, each with its maximum number of cycles
   * @param results of the trials that have one, by trial number: not modified
   */
  StageState state(List<Trial> trials, Map<Integer, TrialResult> results);

  /**
   * Whether the next trial can be drawn, in a stage that learns from its own trials.
   *
   * @param state of the trials before it
   * @param trials number of these trials
   */
  default boolean canDraw(StageState state, int trials) {
    return false;
  }

  /** The targets of a stage that learns from its own trials. */
  static StageTargets learning(LearningStageRungs rungs) {
    return new StageTargets() {
      @Override
      public StageState state(List<Trial> trials, Map<Integer, TrialResult> results) {
        return rungs.state(trials, results);
      }

      @Override
      public boolean canDraw(StageState state, int trials) {
        return rungs.canDraw(state, trials);
      }
    };
  }
}
