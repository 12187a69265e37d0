package io.github.clrsearch.cluster;

import io.github.clrsearch.search.LearningRounds;
import io.github.clrsearch.search.StageState;
import io.github.clrsearch.search.trial.Trial;
import io.github.clrsearch.search.trial.TrialResult;
import java.util.List;
import java.util.Map;

/** What a stage trains next: a function of its results. */
interface StageRounds {
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

  /** The rounds of a stage that learns from its own trials. */
  static StageRounds learning(LearningRounds rounds) {
    return new StageRounds() {
      @Override
      public StageState state(List<Trial> trials, Map<Integer, TrialResult> results) {
        return rounds.state(trials, results);
      }

      @Override
      public boolean canDraw(StageState state, int trials) {
        return rounds.canDraw(state, trials);
      }
    };
  }
}
