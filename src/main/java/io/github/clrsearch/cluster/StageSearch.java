package io.github.clrsearch.cluster;

import io.github.clrsearch.search.Rounds;
import io.github.clrsearch.search.Stage;
import io.github.clrsearch.search.StageState;
import io.github.clrsearch.search.stopping.TrialTarget;
import io.github.clrsearch.search.trial.Outcome;
import io.github.clrsearch.search.trial.Trial;
import io.github.clrsearch.search.trial.TrialResult;
import io.github.clrsearch.store.EndedTrial;
import io.github.clrsearch.store.StoreException;
import io.github.clrsearch.store.StudyStore;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The trials of one stage, round after round: what is missing is trained, kept, and told. Which
 * trials go on follows from the rows in the folder alone, so that a stage that is begun again, at
 * whatever moment it was left, goes on where it was.
 */
final class StageSearch {
  private final Stage stage;
  private final List<Trial> trials;
  private final Rounds rounds;
  private final StudyStore store;
  private final boolean keepsStates;
  private final SearchListener listener;
  private final Map<Integer, EndedTrial> ended;
  private int reportedRungs;

  /**
   * Takes up a stage.
   *
   * @param rounds of its trials
   * @param keepsStates whether what its trials keep may be of use once they have ended
   * @throws StoreException if the folder has another trial than is drawn
   */
  StageSearch(Rounds rounds, StudyStore store, boolean keepsStates, SearchListener listener) {
    this.stage = rounds.stage();
    this.trials = rounds.trials();
    this.rounds = rounds;
    this.store = store;
    this.keepsStates = keepsStates;
    this.listener = listener;
    this.ended = store.trials(stage.name());
    trials.stream().filter(trial -> ended.containsKey(trial.number())).forEach(this::check);
  }

  private void check(Trial trial) {
    EndedTrial kept = ended.get(trial.number());
    if (!stage.cycles().same(kept.trial(), trial)) {
      throw new StoreException(
          "%s has trial %s with %s, but this version of clr-search draws %s there: go on with version %s, or begin anew with --out"
              .formatted(
                  store.location(),
                  trial,
                  kept.trial().setting(),
                  trial.setting(),
                  kept.provenance().version()));
    }
  }

  /** The trials that have rows, by number. */
  Collection<EndedTrial> kept() {
    return trials.stream().map(Trial::number).filter(ended::containsKey).map(ended::get).toList();
  }

  /**
   * Trains what is missing.
   *
   * @param onEnd is given each trial that has ended and is on disk; what it throws ends the stage
   * @throws InterruptedException when interrupted; what had ended is kept
   */
  void run(TrialScheduler scheduler, Consumer<EndedTrial> onEnd) throws InterruptedException {
    StageState state = rounds.state(results());
    while (!state.targets().isEmpty()) {
      report(state);
      Map<Integer, TrialTarget> targets = new HashMap<>();
      state.targets().forEach(target -> targets.put(target.trial().number(), target));
      scheduler.run(
          state.targets().stream().map(TrialTarget::toTrain).toList(),
          end -> onEnd.accept(keep(targets.get(end.trial().number()), end)),
          lost -> listener.note(TrialScheduler.lostLine(lost)));
      state = rounds.state(results());
    }
    report(state);
  }

  private Map<Integer, TrialResult> results() {
    Map<Integer, TrialResult> results = new HashMap<>();
    ended.forEach((number, end) -> results.put(number, end.result()));
    return results;
  }

  /** Reports the rungs that have been decided, and writes into the rows why trials stopped. */
  private void report(StageState state) {
    state.rungs().stream().skip(reportedRungs).forEach(rung -> listener.rungDecided(stage, rung));
    reportedRungs = state.rungs().size();
    state
        .stopped()
        .forEach(
            (number, why) -> {
              EndedTrial end = ended.get(number);
              Outcome outcome = new Outcome.Stopped(why);
              if (end.result().outcome() instanceof Outcome.Stopped
                  && !end.result().outcome().equals(outcome)) {
                replace(end.with(end.result().with(outcome)));
              }
            });
  }

  private void replace(EndedTrial end) {
    store.replace(end);
    ended.put(end.trial().number(), end);
  }

  /** Keeps what has ended: on disk first. */
  private EndedTrial keep(TrialTarget target, EndedTrial end) {
    if (!stage.resumesTrials()) {
      store.append(end);
      if (!keepsStates || !end.result().outcome().canContinue()) {
        store.removeState(end.trial());
      }
      ended.put(end.trial().number(), end);
      return end;
    }
    EndedTrial before = ended.get(target.trial().number());
    EndedTrial whole = end.of(target.trial()).with(result(target, end.result())).after(before);
    replace(whole);
    if (!whole.result().outcome().canContinue()) {
      store.removeState(whole.trial());
    }
    return whole;
  }

  /** The result of a trial that was trained to a target. */
  private static TrialResult result(TrialTarget target, TrialResult result) {
    if (!(result.outcome() instanceof Outcome.Completed)) {
      return result;
    }
    return result.with(
        result.lastCycle() >= target.cycles()
            ? target.outcome()
            : new Outcome.Failed(
                "ended after %d of %d cycles".formatted(result.lastCycle(), target.cycles())));
  }

  /** Removes what the trials of the stage keep in order to be continued. */
  void removeStates() {
    kept().forEach(end -> store.removeState(end.trial()));
  }
}
