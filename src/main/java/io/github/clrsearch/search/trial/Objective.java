package io.github.clrsearch.search.trial;

import io.github.clrsearch.search.space.Range;
import io.github.clrsearch.search.space.Setting;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The objective of a search: trains a model with a setting and a seed, and measures it. It is
 * serialized and sent to the executors, so it holds only small serializable values and handles to
 * shared data. Several trials may call it at the same time.
 */
@FunctionalInterface
public interface Objective extends Serializable {

  /**
   * Trains one trial. It must be a pure function of the trial: the same bits on every machine and
   * in every repetition.
   *
   * @return a result with the outcome completed, stopped (if cancelled) or diverged
   * @throws Exception if the trial fails; it becomes a row with the outcome failed
   */
  TrialResult evaluate(Trial trial, Cancellation cancellation) throws Exception;

  /**
   * Trains several trials together. Each result must be the same as if the trial were trained
   * alone.
   *
   * @param trials of equal {@link FusibleTraining#inputs}
   * @return the results, in the order of the trials
   * @throws Exception if any trial fails; each is then trained alone
   */
  default List<TrialResult> evaluate(List<Trial> trials, Cancellation cancellation)
      throws Exception {
    List<TrialResult> results = new ArrayList<>();
    for (Trial trial : trials) {
      results.add(evaluate(trial, cancellation));
    }
    return results;
  }

  /** How trials of this setting can be fused with others; empty if they train alone. */
  default Optional<FusibleTraining> fusible(Setting setting) {
    return Optional.empty();
  }

  /**
   * Cost of training a setting, in updates or any other unit. The most expensive trials start
   * first, so that a stage does not end waiting for one of them. The default is equal costs.
   */
  default long cost(Setting setting) {
    return 1;
  }

  /**
   * The kind of a setting: trainings of one kind take the same time per unit of cost on the same
   * machine. A time budget is planned with the times of trials of the same kind that have ended.
   */
  default String kind(Setting setting) {
    return "";
  }

  /**
   * Whether the speed of a trial can be measured within seconds, because it calls {@link
   * Cancellation#requested} before each update. Otherwise it is known only when the trial has
   * ended.
   */
  default boolean asksBeforeUpdates() {
    return true;
  }

  /**
   * The saved part of a trial whose execution was lost: its result up to the end of a cycle, with
   * the outcome stopped. Empty if nothing was saved. Called on the driver.
   */
  default Optional<TrialResult> saved(Trial trial) {
    return Optional.empty();
  }

  /** The updates of the first cycle of a setting; 1 if all cycles of all settings are equal. */
  default long updatesPerCycle(Setting setting) {
    return 1;
  }

  /**
   * The updates of the first cycles of a setting together. The default is for cycles of equal
   * length.
   *
   * @param cycles their number, at least 0
   */
  default long updates(Setting setting, int cycles) {
    return cycles * updatesPerCycle(setting);
  }

  /**
   * A variant for trials that may be continued with more cycles: it keeps the state at the end of a
   * trial and resumes from it. The default trains continued trials from their start.
   */
  default Objective continuable() {
    return this;
  }

  /**
   * Derived values to store with a setting, by name; for example n_s, which follows from k. The
   * names must be the same for every setting and must not be names of hyperparameters.
   */
  default Map<String, Double> derived(Setting setting) {
    return Map.of();
  }

  /** Hard limits by hyperparameter; without an entry there is no limit. */
  default Map<String, Range> limits() {
    return Map.of();
  }
}
