package io.github.clrsearch.cluster;

import io.github.clrsearch.search.Rounds;
import io.github.clrsearch.search.Stage;
import io.github.clrsearch.search.stopping.Leg;
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
    Rounds.Plan plan = rounds.plan(results());
    while (!plan.legs().isEmpty()) {
      report(plan);
      Map<Integer, Leg> legs = new HashMap<>();
      plan.legs().forEach(leg -> legs.put(leg.trial().number(), leg));
      scheduler.run(
          plan.legs().stream().map(Leg::toTrain).toList(),
          end -> onEnd.accept(keep(legs.get(end.trial().number()), end)),
          lost -> listener.note(TrialScheduler.lostLine(lost)));
      plan = rounds.plan(results());
    }
    report(plan);
  }

  private Map<Integer, TrialResult> results() {
    Map<Integer, TrialResult> results = new HashMap<>();
    ended.forEach((number, end) -> results.put(number, end.result()));
    return results;
  }

  /** Reports rungs that were decided, and saves why trials were stopped. */
  private void report(Rounds.Plan plan) {
    plan.rungs().stream().skip(reportedRungs).forEach(rung -> listener.rungDecided(stage, rung));
    reportedRungs = plan.rungs().size();
    plan.stopped()
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
  private EndedTrial keep(Leg leg, EndedTrial end) {
    if (!stage.continues()) {
      store.append(end);
      if (!keepsStates || cannotContinue(end.result().outcome())) {
        store.removeState(end.trial());
      }
      ended.put(end.trial().number(), end);
      return end;
    }
    EndedTrial before = ended.get(leg.trial().number());
    EndedTrial whole = end.of(leg.trial()).with(result(leg, end.result())).after(before);
    replace(whole);
    if (cannotContinue(whole.result().outcome())) {
      store.removeState(whole.trial());
    }
    return whole;
  }

  /** The result of a leg as the result of its trial. */
  private static TrialResult result(Leg leg, TrialResult result) {
    if (!(result.outcome() instanceof Outcome.Completed)) {
      return result;
    }
    return result.with(
        result.lastCycle() >= leg.cycles()
            ? leg.outcome()
            : new Outcome.Failed(
                "ended after %d of %d cycles".formatted(result.lastCycle(), leg.cycles())));
  }

  private static boolean cannotContinue(Outcome outcome) {
    return outcome instanceof Outcome.Diverged || outcome instanceof Outcome.Failed;
  }

  /** Removes the states of the stage's trials. */
  void removeStates() {
    kept().forEach(end -> store.removeState(end.trial()));
  }
}
