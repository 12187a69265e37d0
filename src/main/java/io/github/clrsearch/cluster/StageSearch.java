package io.github.clrsearch.cluster;

import io.github.clrsearch.search.Rounds;
import io.github.clrsearch.search.Stage;
import io.github.clrsearch.search.StageState;
import io.github.clrsearch.search.stopping.TrialTarget;
import io.github.clrsearch.search.trial.Outcome;
import io.github.clrsearch.search.trial.Trial;
import io.github.clrsearch.search.trial.TrialResult;
import io.github.clrsearch.store.EndedTrial;
import io.github.clrsearch.store.StudyStore;
import io.github.clrsearch.store.files.StoreException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Search of one stage, round by round: missing trials are trained, saved and reported. Which trials
 * continue depends only on the rows in the folder, so that a stage can be resumed at any moment.
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
   * Begins or resumes a stage.
   *
   * @param rounds of its trials
   * @param keepsStates whether the states of ended trials may be used later
   * @throws StoreException if the folder contains a trial with another setting than is drawn
   */
  StageSearch(Rounds rounds, StudyStore store, boolean keepsStates, SearchListener listener) {
    this.stage = rounds.stage();
    this.trials = rounds.trials();
    this.rounds = rounds;
    this.store = store;
    this.keepsStates = keepsStates;
    this.listener = listener;
    this.ended = store.trials(stage.name());
    store.addColumns(ended.values());
    trials.stream().filter(trial -> ended.containsKey(trial.number())).forEach(this::check);
  }

  private void check(Trial trial) {
    EndedTrial kept = ended.get(trial.number());
    if (!stage.cycles().same(kept.trial(), trial)) {
      throw new StoreException(
          "%s contains trial %s with %s, but this version of clr-search draws %s: resume with version %s, or choose a new folder with --out"
              .formatted(
                  store.location(),
                  trial,
                  kept.trial().setting(),
                  trial.setting(),
                  kept.provenance().version()));
    }
  }

  /** The trials that have ended, by number. */
  Collection<EndedTrial> kept() {
    return trials.stream().map(Trial::number).filter(ended::containsKey).map(ended::get).toList();
  }

  /**
   * Trains the missing trials.
   *
   * @param onEnd receives each trial that has ended and is saved; if it throws, the stage ends
   * @throws InterruptedException when interrupted; ended trials are saved
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

  /** Reports rungs that were decided, and saves why trials were stopped. */
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

  /** Saves a trial that has ended. */
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

  /** Removes the states of the stage's trials. */
  void removeStates() {
    kept().forEach(end -> store.removeState(end.trial()));
  }
}
