package io.github.clrsearch.search;

import io.github.clrsearch.search.stopping.TrialTarget;
import io.github.clrsearch.search.trial.Outcome;
import io.github.clrsearch.search.trial.Trial;
import io.github.clrsearch.search.trial.TrialResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The rungs of a stage whose trials learn from each other. At a rung, a trial is compared only with
 * the trials that it learns from. They have ended, so the trial does not wait: it trains until the
 * stopping rule or its last cycle ends it. Otherwise it would wait for later trials, which learn
 * from it.
 */
public final class LearningStageRungs {
  private final StageRungs rungs;
  private final Learning learning;

  /** States of trials that have ended, by number: they do not change. */
  private final Map<Integer, StageState> ended = new HashMap<>();

  /**
   * Rungs of a stage.
   *
   * @param rungs of the stage, with any of its trials
   */
  public LearningStageRungs(StageRungs rungs, Learning learning) {
    this.rungs = rungs;
    this.learning = learning;
  }

  /**
   * The state of the stage. A trial is not among the targets before those that it learns from have
   * ended.
   *
   * @param trials the first trials of the stage, by number: not modified
   * @param results of the trials that have one, by trial number: not modified
   */
  public StageState state(List<Trial> trials, Map<Integer, TrialResult> results) {
    List<TrialTarget> targets = new ArrayList<>();
    Map<Integer, Outcome> stopped = new LinkedHashMap<>();
    for (Trial trial : trials) {
      int known = learning.known(trial.number());
      if (known > ended(targets, trials.size())) {
        break;
      }
      StageState own = ended.get(trial.number());
      if (own == null) {
        own = rungs.with(List.of(trial)).knowing(trials.subList(0, known)).state(results);
        if (own.targets().isEmpty()) {
          ended.put(trial.number(), own);
        }
      }
      targets.addAll(own.targets());
      stopped.putAll(own.stopped());
    }
    return new StageState(List.of(), targets, stopped);
  }

  /**
   * Whether the next trial can be drawn: those that it learns from have ended.
   *
   * @param state of the trials before it
   * @param trials number of these trials
   */
  public boolean canDraw(StageState state, int trials) {
    return learning.known(trials) <= ended(state.targets(), trials);
  }

  /**
   * The number of first trials that have ended.
   *
   * @param targets the trials that have not, by number
   * @param trials number of all trials
   */
  private static int ended(List<TrialTarget> targets, int trials) {
    return targets.isEmpty() ? trials : targets.get(0).trial().number();
  }
}
