package io.github.clrsearch.store;

import io.github.clrsearch.search.trial.Candidate;
import io.github.clrsearch.search.trial.Trial;
import io.github.clrsearch.search.trial.TrialResult;
import java.io.Serializable;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A trial that has ended, as the store keeps it.
 *
 * @param trial what was asked for
 * @param derived values by name that follow from the setting, n_s for one: stored beside it
 * @param result what came of it
 * @param execution where and when
 * @param provenance what computed it
 */
public record EndedTrial(
    Trial trial,
    Map<String, Double> derived,
    TrialResult result,
    Execution execution,
    Provenance provenance)
    implements Serializable {

  /** The same without what was trained, which may be large. */
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
   * Of trials that are the same training, for a later stage has trained an earlier one's further,
   * the one that went furthest: what both passed through counts once.
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

  /** The points of the search that the trial passed through. */
  public List<Candidate> candidates() {
    return Candidate.of(trial, result);
  }

  /** The same with another result. */
  public EndedTrial with(TrialResult other) {
    return new EndedTrial(trial, derived, other, execution, provenance);
  }

  /** The same as one of a trial of another number of cycles. */
  public EndedTrial of(Trial other) {
    return new EndedTrial(other, derived, result, execution, provenance);
  }

  /**
   * The same as what continued an earlier one: its time counts too, and where this one went wrong
   * and brought nothing, what that one had stays.
   *
   * @param before null where this one was not continued from any
   */
  public EndedTrial after(EndedTrial before) {
    if (before == null) {
      return this;
    }
    boolean brought = result.lastCycle() >= before.result().lastCycle();
    TrialResult whole =
        brought
            ? result
            : new TrialResult(
                result.outcome(),
                before.result().cycles(),
                before.result().measurements(),
                before.result().updates(),
                before.result().resumedAt(),
                null,
                before.result().correctImages());
    return new EndedTrial(trial, derived, whole, execution.after(before.execution()), provenance);
  }
}
