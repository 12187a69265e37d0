package io.github.clrsearch.cluster;

import io.github.clrsearch.cluster.jobs.RoundTargets;
import io.github.clrsearch.cluster.jobs.TrialRunner;
import io.github.clrsearch.cluster.jobs.TrialScheduler;
import io.github.clrsearch.cluster.jobs.TrialSupply;
import io.github.clrsearch.search.Stage;
import io.github.clrsearch.search.StageState;
import io.github.clrsearch.search.budget.GroupPlanner;
import io.github.clrsearch.search.space.Numbers;
import io.github.clrsearch.search.stopping.TrialTarget;
import io.github.clrsearch.search.trial.Outcome;
import io.github.clrsearch.search.trial.Outcome.Unfinished;
import io.github.clrsearch.search.trial.Outcome.Unfinished.Cause;
import io.github.clrsearch.search.trial.OutcomeKind;
import io.github.clrsearch.search.trial.Trial;
import io.github.clrsearch.search.trial.TrialResult;
import io.github.clrsearch.store.EndedTrial;
import io.github.clrsearch.store.StudyStore;
import io.github.clrsearch.store.files.StoreException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Search of one stage, round by round: missing trials are trained, saved and reported. Which trials
 * continue depends only on the rows in the folder, so that a stage can be resumed at any moment.
 */
final class StageSearch {
  private final Stage stage;
  private final StageTrials trials;
  private final StageRounds rounds;
  private final StudyStore store;
  private final boolean keepsStates;
  private final SearchListener listener;
  private final Map<Integer, EndedTrial> ended;
  private final Map<Integer, TrialTarget> targets = new ConcurrentHashMap<>();

  /** Cycles of trials that have some, by trial number. Planning reads it on another thread. */
  private final Map<Integer, Integer> done = new ConcurrentHashMap<>();

  /** Numbers of trials that ended before their targets and have no state to continue from now. */
  private final Set<Integer> cut = new HashSet<>();

  /** Numbers of failed trials to train once more. */
  private final Set<Integer> again = new HashSet<>();

  private int reportedRungs;

  /**
   * Begins or resumes a stage.
   *
   * @param rounds what it trains next
   * @param ended the trials in the folder, by number; modified
   * @param keepsStates whether the states of ended trials may be used later
   * @throws StoreException if the folder contains a trial with another setting than is drawn
   */
  StageSearch(
      Stage stage,
      StageRounds rounds,
      StageTrials trials,
      Map<Integer, EndedTrial> ended,
      StudyStore store,
      boolean keepsStates,
      SearchListener listener) {
    this.stage = stage;
    this.trials = trials;
    this.rounds = rounds;
    this.store = store;
    this.keepsStates = keepsStates;
    this.listener = listener;
    this.ended = ended;
    store.addColumns(ended.values());
    trials.longest().stream()
        .filter(trial -> ended.containsKey(trial.number()))
        .forEach(this::check);
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
    if (trials.learn()) {
      return List.copyOf(new TreeMap<>(ended).values());
    }
    return trials.drawn().stream()
        .map(Trial::number)
        .filter(ended::containsKey)
        .map(ended::get)
        .toList();
  }

  /** Trains the trials once more that have failed so far. */
  void retryFailed() {
    kept().stream()
        .filter(end -> end.result().outcome() instanceof Outcome.Failed)
        .forEach(end -> again.add(end.trial().number()));
  }

  /**
   * Trains the missing trials.
   *
   * @param planning of its rounds
   * @param onEnd receives each trial that has ended and is saved; if it throws, the stage ends
   * @throws InterruptedException when interrupted; ended trials are saved
   */
  void run(TrialRunner scheduler, RoundPlanning planning, Consumer<EndedTrial> onEnd)
      throws InterruptedException {
    boolean early = false;
    StageState state = grown(planning);
    while (!early && !state.targets().isEmpty()) {
      report(state);
      RoundTargets round = round(begin(state.targets()));
      results().forEach((number, result) -> done.put(number, result.lastCycle()));
      TrialSupply supply = planning.supply(round, done);
      scheduler.run(
          supply,
          end -> {
            keep(end).ifPresent(onEnd);
            learn(end.trial().number(), round);
          },
          lost -> listener.note(TrialScheduler.lostLine(lost)));
      early = supply.endedEarly();
      state = early ? state() : grown(planning);
    }
    report(state);
    if (trials.learn()) {
      trials.note().ifPresent(listener::note);
    }
    if (early) {
      endEarly(planning.cause());
    }
  }

  private RoundTargets round(List<TrialTarget> first) {
    if (trials.learn()) {
      return RoundTargets.learning(first);
    }
    // Trials that are compared with each other wait for the end of the round.
    return trials.grow() && !stage.resumesTrials()
        ? RoundTargets.growing(first, this::more)
        : RoundTargets.fixed(first);
  }

  /** Trials that learn from one that has ended may begin, or continue. */
  private void learn(int number, RoundTargets round) {
    if (trials.learn()) {
      StageState now = state();
      report(now);
      round.ended(number, begin(now.targets()));
    }
  }

  /** The present state; with more trials if there is nothing to train and the stage grows. */
  private StageState grown(RoundPlanning planning) {
    StageState now = state();
    boolean grows = trials.grow() && !trials.learn();
    int count = now.targets().isEmpty() && grows ? planning.growth(trials.drawn().size()) : 0;
    return count > 0 && !trials.more(count).isEmpty() ? state() : now;
  }

  private List<TrialTarget> more() {
    return begin(
        trials.more(GroupPlanner.LOOKAHEAD).stream()
            .map(trial -> new TrialTarget(trial, trial.cycles()))
            .toList());
  }

  private List<TrialTarget> begin(List<TrialTarget> begun) {
    begun.forEach(target -> targets.put(target.trial().number(), target));
    return begun;
  }

  /** The present state; trials that have used their time in this run do not begin again. */
  private StageState state() {
    Map<Integer, TrialResult> results = results();
    StageState now = rounds.state(trials.longest(), results);
    while (rounds.canDraw(now, trials.drawn().size()) && !trials.more(1).isEmpty()) {
      now = rounds.state(trials.longest(), results);
    }
    return new StageState(
        now.rungs(),
        now.targets().stream().filter(target -> !cut.contains(target.trial().number())).toList(),
        now.stopped());
  }

  private Map<Integer, TrialResult> results() {
    Map<Integer, TrialResult> results = new HashMap<>();
    ended.forEach((number, end) -> results.put(number, end.result()));
    results.keySet().removeAll(again);
    return results;
  }

  /** Reports rungs that were decided, and saves why trials were stopped. */
  private void report(StageState state) {
    state.rungs().stream().skip(reportedRungs).forEach(rung -> listener.rungDecided(stage, rung));
    reportedRungs = state.rungs().size();
    state
        .stopped()
        .forEach(
            (number, outcome) -> {
              EndedTrial end = ended.get(number);
              if (end.result().outcome().kind() == OutcomeKind.STOPPED
                  && !end.result().outcome().equals(outcome)) {
                replace(end.with(end.result().with(outcome)));
              }
            });
  }

  /** Saves why trials do not wait any more, and forgets trials that were drawn for nothing. */
  private void endEarly(Cause cause) {
    for (EndedTrial end : kept()) {
      if (end.result().outcome() instanceof Unfinished unfinished
          && unfinished.cause() == Cause.WAITING) {
        replace(end.with(end.result().with(unfinished.with(cause))));
      }
    }
    if (trials.grow() || trials.learn()) {
      trials.keepFirst(ended.keySet().stream().mapToInt(number -> number + 1).max().orElse(0));
    }
  }

  private void replace(EndedTrial end) {
    store.replace(end);
    ended.put(end.trial().number(), end);
  }

  /** Saves a trial that has ended; empty if it has no cycle more than before. */
  private Optional<EndedTrial> keep(EndedTrial end) {
    TrialTarget target = targets.get(end.trial().number());
    EndedTrial before = ended.get(target.trial().number());
    TrialResult result = target.ended(end.result(), stage.resumesTrials());
    if (result.outcome() instanceof Unfinished unfinished && unfinished.cause() != Cause.WAITING) {
      if (!keepsStates) {
        cut.add(target.trial().number());
      }
      if (before != null && before.result().lastCycle() >= unfinished.cycles()) {
        return Optional.empty();
      }
    }
    EndedTrial whole = end.of(target.trial()).with(result).after(before);
    if (before == null) {
      store.append(whole);
    } else {
      store.replace(whole);
    }
    ended.put(target.trial().number(), whole);
    done.put(target.trial().number(), whole.result().lastCycle());
    again.remove(target.trial().number());
    boolean mayContinue = keepsStates || result.outcome() instanceof Unfinished;
    if (!mayContinue || !whole.result().outcome().canContinue()) {
      store.removeState(whole.trial());
    }
    return Optional.of(whole);
  }

  /** What the stage has not trained, in one line; empty if it has trained everything. */
  Optional<String> unfinished() {
    int all = trials.count();
    long has = kept().size();
    long parts =
        kept().stream().filter(end -> end.result().outcome() instanceof Unfinished).count();
    if (has == all && parts == 0) {
      return Optional.empty();
    }
    String counted =
        trials.grow() ? Numbers.count(has, "trial") : "%d of %d trials".formatted(has, all);
    return Optional.of(
        "stage %s has %s%s"
            .formatted(
                stage.name(),
                counted,
                parts == 0 ? "" : ", %d of them unfinished".formatted(parts)));
  }

  /** Removes the states of the stage's trials. */
  void removeStates() {
    kept().forEach(end -> store.removeState(end.trial()));
  }
}
