package io.github.clrsearch.cluster;

import io.github.clrsearch.cluster.jobs.SearchException;
import io.github.clrsearch.cluster.jobs.TrialRunner;
import io.github.clrsearch.search.ConfirmingStage;
import io.github.clrsearch.search.CycleLengths;
import io.github.clrsearch.search.LearningStageRungs;
import io.github.clrsearch.search.SearchingStage;
import io.github.clrsearch.search.Stage;
import io.github.clrsearch.search.StageRungs;
import io.github.clrsearch.search.Study;
import io.github.clrsearch.search.Trials;
import io.github.clrsearch.search.space.SearchSpace;
import io.github.clrsearch.search.stopping.Baseline;
import io.github.clrsearch.search.stopping.NoStopping;
import io.github.clrsearch.search.stopping.SearchStop;
import io.github.clrsearch.search.trial.Leaderboard;
import io.github.clrsearch.search.trial.Metric;
import io.github.clrsearch.search.trial.Observation;
import io.github.clrsearch.search.trial.Outcome;
import io.github.clrsearch.search.trial.Trial;
import io.github.clrsearch.store.EndedTrial;
import io.github.clrsearch.store.FrozenStage;
import io.github.clrsearch.store.StudyStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

/**
 * Search of a study, stage by stage: trials are drawn, missing ones are trained and saved, and the
 * space is refined. On the folder of an earlier search, it resumes that search.
 */
final class StudySearch {
  private final Study study;
  private final StudyStore store;
  private final TrialRunner scheduler;
  private final Metric metric;
  private final int maxConsecutiveFailures;
  private final SearchListener listener;
  private final EarlierStages earlier;
  private final List<StageSearch> searches = new ArrayList<>();
  private final Map<String, Map<Integer, EndedTrial>> read = new HashMap<>();

  private final List<String> notBegun = new ArrayList<>();
  private EarlyStop stop;
  private Optional<SearchBudget> budget = Optional.empty();
  private Optional<ReplayedStudy> replayed = Optional.empty();
  private Optional<ForkedStudy> fork = Optional.empty();
  private boolean retriesFailed;
  private int failuresInARow;

  /**
   * Prepares a search.
   *
   * @param metric that trials are compared by
   * @param maxConsecutiveFailures number of consecutive failed trials that stop the search, at
   *     least 1
   */
  StudySearch(
      Study study,
      StudyStore store,
      TrialRunner scheduler,
      Metric metric,
      int maxConsecutiveFailures,
      SearchListener listener) {
    this.study = study;
    this.store = store;
    this.scheduler = scheduler;
    this.metric = metric;
    this.maxConsecutiveFailures = maxConsecutiveFailures;
    this.listener = listener;
    this.earlier = new EarlierStages(study, store, metric);
    this.stop = new EarlyStop(SearchStop.NEVER, metric);
  }

  /** This search with a time budget. */
  StudySearch within(SearchBudget time) {
    budget = Optional.of(time);
    return this;
  }

  /** This search, which ends when it has found enough. */
  StudySearch until(SearchStop rule) {
    stop = new EarlyStop(rule, metric);
    return this;
  }

  /** This search, which trains failed trials once more. */
  StudySearch retryingFailed() {
    retriesFailed = true;
    return this;
  }

  /** This search, which trains the trials of another one. */
  StudySearch replaying(ReplayedStudy original) {
    replayed = Optional.of(original);
    return this;
  }

  /** This search, which takes over what another study has trained. */
  StudySearch forking(ForkedStudy from) {
    fork = Optional.of(from);
    return this;
  }

  /**
   * Runs the search.
   *
   * @return all trials with a score, best first
   * @throws SearchException if too many trials fail in a row
   * @throws InterruptedException when interrupted; ended trials are saved
   */
  Leaderboard run() throws InterruptedException {
    plan();
    StageFreezing freezing =
        new StageFreezing(study, store, earlier, scheduler.objective().limits(), metric);
    SearchSpace space = study.firstSpace();
    for (Stage stage : study.stages()) {
      replayed.flatMap(original -> original.frozen(stage)).ifPresent(freezing::freezeAs);
      if (!begins(stage)) {
        notBegun.add(stage.name());
        continue;
      }
      FrozenStage frozen = freezing.frozen(stage, space);
      SearchSpace grown = StageFreezing.withMoreCycles(frozen, stage, space);
      List<EndedTrial> ended = run(stage, frozen, grown);
      if (!(stage instanceof ConfirmingStage)) {
        space = grown;
        earlier.end(stage, grown, ended);
      }
    }
    return earlier.leaderboard();
  }

  /** Whether a stage begins, or has begun before. */
  private boolean begins(Stage stage) {
    if (store.stages().frozen(stage.name()).isPresent()) {
      return true;
    }
    boolean confirms = stage instanceof ConfirmingStage;
    boolean hasTime = budget.map(time -> time.mayBegin(stage)).orElse(true);
    boolean hasResults = !needsResults(stage) || earlier.leaderboard().best().isPresent();
    return replayed.isEmpty()
        && (confirms || !stop.reached())
        && (budget.isEmpty() || hasTime && hasResults);
  }

  /** Whether a stage cannot begin without results of the stages before it. */
  private static boolean needsResults(Stage stage) {
    return !(stage instanceof SearchingStage searching)
        || searching.earlierStudies().isEmpty()
            && (searching.sampling().learns() || !searching.refine().isEmpty());
  }

  /** Saves the number of trials of each stage, as far as it is known. */
  private void plan() {
    Map<String, Integer> planned = new LinkedHashMap<>();
    study.stages().stream()
        .filter(stage -> stage.share().isEmpty())
        .forEach(stage -> planned.put(stage.name(), stage.trials()));
    planned.putAll(earlier.counts());
    store.stages().plan(planned);
  }

  /** Saves the number of trials of a stage that has begun, as far as it is known. */
  private void plan(Stage stage, StageTrials trials) {
    store.stages().plan(Map.of(stage.name(), trials.count()));
  }

  private List<EndedTrial> run(Stage stage, FrozenStage frozen, SearchSpace space)
      throws InterruptedException {
    Map<Integer, EndedTrial> ended = store.trials(stage.name());
    read.put(stage.name(), ended);
    UnaryOperator<List<Trial>> longest = all -> stage.cycles().longest(all, space);
    StageTrials trials =
        replayed
            .map(
                original ->
                    new StageDrawing(study, stage, frozen, earlier, original.rows(stage))
                        .listed(original.trials(stage), longest))
            .orElseGet(
                () -> new StageDrawing(study, stage, frozen, earlier, ended).trials(longest));
    earlier.begin(stage, trials.drawn());
    plan(stage, trials);
    StageSearch search =
        new StageSearch(
            stage,
            targets(stage, frozen, space),
            trials,
            ended,
            store,
            study.keepsStates(stage),
            listener);
    searches.add(search);
    fork.ifPresent(search::takingOver);
    if (retriesFailed) {
      search.retryFailed();
    }
    search.kept().forEach(end -> budget.ifPresent(time -> time.ended(end)));
    stop.ended(search.kept());
    List<String> lines = new ArrayList<>(frozen.lines());
    trials.note().ifPresent(lines::add);
    earlier.growth(frozen).ifPresent(lines::add);
    stage.learnsFrom().flatMap(from -> from.idle(scheduler.slots())).ifPresent(lines::add);
    int beyond = trials.count() - stage.trials();
    if (trials.learn() && !trials.grow() && beyond > 0) {
      lines.add(Trials.keptLine(stage.name(), stage.trials(), beyond));
    }
    listener.stageStarted(stage, space, lines, trials.count(), search.kept());
    TrialRunner own =
        study.keepsStates(stage) ? scheduler.of(scheduler.objective().continuable()) : scheduler;
    search.run(own, planning(stage, own), this::ended);
    earlier.begin(stage, trials.drawn());
    plan(stage, trials);
    listener.stageEnded(stage);
    store.compact(stage.name());
    return List.copyOf(search.kept());
  }

  private RoundPlanning planning(Stage stage, TrialRunner own) {
    BooleanSupplier enough =
        stage instanceof ConfirmingStage || replayed.isPresent() ? () -> false : stop::reached;
    return budget
        .<RoundPlanning>map(time -> new BudgetPlanning(time, stage, enough))
        .orElseGet(() -> new ListedPlanning(own, enough));
  }

  private StageTargets targets(Stage stage, FrozenStage frozen, SearchSpace space) {
    if (replayed.isPresent()) {
      return replayed.get().targets(stage);
    }
    Metric judged = stage.stopping() instanceof NoStopping ? metric : earlier.judged();
    StageRungs rungs =
        new StageRungs(
            stage,
            List.of(),
            CycleLengths.in(space, scheduler.objective()),
            baseline(stage, frozen, judged));
    return stage
        .learnsFrom()
        .map(learning -> StageTargets.learning(new LearningStageRungs(rungs, learning)))
        .orElse((trials, results) -> rungs.with(trials).state(results));
  }

  /**
   * What the trials of earlier stages have reached. A stage that learns compares with what it knew
   * when it was frozen: its later trials depend on when the first ones stop. Trials of other
   * studies may have other mini-batches, and do not count.
   */
  private Baseline baseline(Stage stage, FrozenStage frozen, Metric judged) {
    List<Observation> known =
        stage.learnsFrom().isPresent() ? frozen.observations() : earlier.scored();
    return Baseline.of(judged, known.stream().filter(seen -> !seen.isOfEarlierStudy()).toList());
  }

  /** All trials in the folder of a stage that has begun, by number, without reading them again. */
  Map<Integer, EndedTrial> trials(String stage) {
    return read.containsKey(stage) ? read.get(stage) : store.trials(stage);
  }

  /** What was not trained and why, for the user. */
  List<String> notes() {
    List<String> notes = new ArrayList<>();
    stop.reason().ifPresent(notes::add);
    SearchNotes about = new SearchNotes(searches);
    about.takenOver(fork).ifPresent(notes::add);
    notes.addAll(about.learned(store));
    if (budget.isPresent() && stop.reason().isEmpty()) {
      about.unfinished(notBegun).ifPresent(notes::add);
    }
    return notes;
  }

  /** Removes the states of all trials. */
  void removeStates() {
    searches.forEach(StageSearch::removeStates);
  }

  private void ended(EndedTrial end) {
    listener.trialEnded(end);
    budget.ifPresent(time -> time.ended(end));
    stop.ended(List.of(end));
    boolean failed = end.result().outcome() instanceof Outcome.Failed;
    failuresInARow = failed ? failuresInARow + 1 : 0;
    if (failuresInARow >= maxConsecutiveFailures) {
      throw new SearchException(
          "%d consecutive trials failed, the last one (%s) with: %s. Fix the cause or raise search.max-consecutive-failures; ended trials are saved in %s"
              .formatted(
                  failuresInARow, end.trial(), end.result().outcome().reason(), store.location()));
    }
  }
}
