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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Search of one stage, round by round: missing trials are trained, saved and reported. Which trials
 * continue depends only on the rows in the folder, so that a stage can be resumed at any moment.
 */
final class StageSearch {
  private final Stage stage;
  private final StageTrials trials;
  private final StageTargets next;
  private final StudyStore store;
  private final StageRows rows;
  private final SearchListener listener;
  private final Map<Integer, TrialTarget> targets = new ConcurrentHashMap<>();
  private Optional<ForkedStudy> fork = Optional.empty();

  /** Receives trials that have ended and are saved. */
  private Consumer<EndedTrial> onEnd = end -> {};

  private int reportedRungs;

  /**
   * Begins or resumes a stage.
   *
   * @param next the trials that it trains next
   * @param ended the trials in the folder, by number; modified
   * @param keepsStates whether the states of ended trials may be used later
   * @throws StoreException if the folder contains a trial with another setting than is drawn
   */
  StageSearch(
      Stage stage,
      StageTargets next,
      StageTrials trials,
      Map<Integer, EndedTrial> ended,
      StudyStore store,
      boolean keepsStates,
      SearchListener listener) {
    this.stage = stage;
    this.trials = trials;
    this.next = next;
    this.store = store;
    this.rows = new StageRows(stage, ended, store, keepsStates);
    this.listener = listener;
    trials.longest().stream().filter(trial -> rows.has(trial.number())).forEach(this::check);
  }

  /** This search, which takes over what another study has trained. */
  StageSearch takingOver(ForkedStudy from) {
    fork = Optional.of(from);
    return this;
  }

  private void check(Trial trial) {
    EndedTrial kept = rows.of(trial.number());
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
      return rows.all();
    }
    return trials.drawn().stream().map(Trial::number).filter(rows::has).map(rows::of).toList();
  }

  /** Trains the trials once more that have failed so far. */
  void retryFailed() {
    kept().stream()
        .filter(end -> end.result().outcome() instanceof Outcome.Failed)
        .forEach(end -> rows.again(end.trial().number()));
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
    this.onEnd = onEnd;
    boolean early = false;
    if (trials.grow() && !trials.learn()) {
      fork.ifPresent(from -> trials.more(from.trials(stage) - trials.drawn().size()));
    }
    StageState state = grown(planning);
    while (!early && !state.targets().isEmpty()) {
      report(state);
      RoundTargets round = round(begin(state.targets()));
      TrialSupply supply = planning.supply(round, rows.done());
      scheduler.run(
          supply,
          end -> {
            rows.keep(targets.get(end.trial().number()), end).ifPresent(onEnd);
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

  /**
   * The present state, after what can be taken over; trials that have used their time in this run
   * do not begin again.
   */
  private StageState state() {
    StageState now = drawn();
    while (takesOver(now.targets())) {
      now = drawn();
    }
    return new StageState(
        now.rungs(),
        now.targets().stream().filter(target -> !rows.isCut(target.trial().number())).toList(),
        now.stopped());
  }

  private StageState drawn() {
    Map<Integer, TrialResult> results = rows.results();
    StageState now = next.state(trials.longest(), results);
    while (next.canDraw(now, trials.drawn().size()) && !trials.more(1).isEmpty()) {
      now = next.state(trials.longest(), results);
    }
    return now;
  }

  /** Saves what another study has trained; returns whether there was any of it. */
  private boolean takesOver(List<TrialTarget> missing) {
    boolean any = false;
    for (TrialTarget target : fork.isPresent() ? missing : List.<TrialTarget>of()) {
      Optional<EndedTrial> trained = fork.get().trained(stage, target);
      if (trained.isPresent() && !Thread.currentThread().isInterrupted()) {
        onEnd.accept(rows.take(target, trained.get()));
        any = true;
      }
    }
    return any;
  }

  /** Reports rungs that were decided, and saves why trials were stopped. */
  private void report(StageState state) {
    state.rungs().stream().skip(reportedRungs).forEach(rung -> listener.rungDecided(stage, rung));
    reportedRungs = state.rungs().size();
    state
        .stopped()
        .forEach(
            (number, outcome) -> {
              EndedTrial end = rows.of(number);
              if (end.result().outcome().kind() == OutcomeKind.STOPPED
                  && !end.result().outcome().equals(outcome)) {
                rows.replace(end.with(end.result().with(outcome)));
              }
            });
  }

  /** Saves why trials do not wait any more, and forgets trials that were drawn for nothing. */
  private void endEarly(Cause cause) {
    for (EndedTrial end : kept()) {
      if (end.result().outcome() instanceof Unfinished unfinished
          && unfinished.cause() == Cause.WAITING) {
        rows.replace(end.with(end.result().with(unfinished.with(cause))));
      }
    }
    if (trials.grow() || trials.learn()) {
      trials.keepFirst(rows.count());
    }
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
