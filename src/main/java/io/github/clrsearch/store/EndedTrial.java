package io.github.clrsearch.store;

import io.github.clrsearch.search.trial.Candidate;
import io.github.clrsearch.search.trial.Metric;
import io.github.clrsearch.search.trial.Outcome;
import io.github.clrsearch.search.trial.Trial;
import io.github.clrsearch.search.trial.TrialResult;
import java.io.Serializable;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A trial that has ended.
 *
 * @param derived values that follow from the setting, such as n_s, by name
 * @param execution where and when it ran
 * @param provenance what it was computed with
 */
public record EndedTrial(
    Trial trial,
    Map<String, Double> derived,
    TrialResult result,
    Execution execution,
    Provenance provenance)
    implements Serializable {

  /** The same trial without its model, which may be large. */
  public EndedTrial withoutModel() {
    TrialResult rows =
        new TrialResult(
            result.outcome(),
            result.cycles(),
            result.measurements(),
            result.updates(),
            result.resumedAt(),
            null,
            result.correctImages());
    return new EndedTrial(trial, derived, rows, execution, provenance);
  }

  /**
   * One trial per training. If a later stage continued a trial, the one with more updates is
   * returned, so that their common cycles count once.
   */
  public static List<EndedTrial> distinct(Collection<EndedTrial> ended) {
    Map<Trial.Training, EndedTrial> furthest = new LinkedHashMap<>();
    ended.forEach(
        end ->
            furthest.merge(
                end.trial().training(),
                end,
                (one, other) -> other.result().updates() > one.result().updates() ? other : one));
    return List.copyOf(furthest.values());
  }

  /** The candidates of the trial, one per cycle. */
  public List<Candidate> candidates(Metric metric) {
    return Candidate.of(metric, trial, result);
  }

  /** The same trial with another result. */
  public EndedTrial with(TrialResult other) {
    return new EndedTrial(trial, derived, other, execution, provenance);
  }

  /** The same trial with an equal provenance. */
  EndedTrial with(Provenance equal) {
    return new EndedTrial(trial, derived, result, execution, equal);
  }

  /** The same result for another trial, which has another number of cycles. */
  public EndedTrial of(Trial other) {
    return new EndedTrial(other, derived, result, execution, provenance);
  }

  /**
   * The same trial as the continuation or repetition of an earlier one, whose time is added. If
   * this one failed before it reached the earlier one's last cycle, the earlier results are kept.
   * If the earlier one failed, its reason is kept.
   *
   * @param before null if this trial continues none
   */
  public EndedTrial after(EndedTrial before) {
    if (before == null) {
      return this;
    }
    boolean further = result.lastCycle() >= before.result().lastCycle();
    TrialResult whole =
        further
            ? result
            : new TrialResult(
                result.outcome(),
                before.result().cycles(),
                before.result().measurements(),
                before.result().updates(),
                before.result().resumedAt(),
                null,
                before.result().correctImages());
    Execution after = execution.after(before.execution());
    Outcome outcome = before.result().outcome();
    return new EndedTrial(
        trial,
        derived,
        whole,
        outcome instanceof Outcome.Failed ? after.afterFailure(outcome.reason()) : after,
        provenance);
  }
}
