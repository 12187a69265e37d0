package io.github.clrsearch.search.trial;

import io.github.clrsearch.search.space.Range;
import io.github.clrsearch.search.space.Setting;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is searched for: a model's training as a function from a setting and a seed to accuracies.
 * It travels to wherever trials are run, so it holds only small serializable values and handles to
 * shared data, and several trials may call it at once.
 */
@FunctionalInterface
public interface Objective extends Serializable {

  /**
   * Trains one trial: a pure function of the trial, whose result carries the same bits wherever and
   * however often it is computed.
   *
   * @return with the outcome completed, stopped (when asked to) or diverged
   * @throws Exception when the trial fails; it becomes a row with the outcome failed
   */
  TrialResult evaluate(Trial trial, Cancellation cancellation) throws Exception;

  /**
   * Trains trials side by side, each to the result that it has alone.
   *
   * @param trials whose {@link #fusing} has equal inputs
   * @return their results, in their order
   * @throws Exception when any of them fails: each is then trained alone
   */
  default List<TrialResult> evaluate(List<Trial> trials, Cancellation cancellation)
      throws Exception {
    List<TrialResult> results = new ArrayList<>();
    for (Trial trial : trials) {
      results.add(evaluate(trial, cancellation));
    }
    return results;
  }

  /** How a trial of a setting can be trained side by side with others; empty where it cannot. */
  default Optional<Fusing> fusing(Setting setting) {
    return Optional.empty();
  }

  /**
   * How long a setting takes to train, in updates or any unit that compares settings: the longest
   * trials start first, so that a stage does not end waiting for one. Equal where not known.
   */
  default long cost(Setting setting) {
    return 1;
  }

  /** The updates of one cycle of a setting; 1 where cycles are not longer for one than another. */
  default long updatesPerCycle(Setting setting) {
    return 1;
  }

  /**
   * The same objective for trials that are going to be continued with more cycles: it keeps what
   * that needs at a trial's end, and goes on from it. One that cannot trains them from their start.
   */
  default Objective continuable() {
    return this;
  }

  /**
   * Values worth storing that follow from a setting (n_s from k, for one), by name: the same names
   * for every setting, none of them a hyperparameter's.
   */
  default Map<String, Double> derived(Setting setting) {
    return Map.of();
  }

  /** The hard limits of hyperparameters by name; one that is not named has none. */
  default Map<String, Range> limits() {
    return Map.of();
  }
}
