package io.github.clrsearch.cluster;

import io.github.clrsearch.search.ConfirmingStage;
import io.github.clrsearch.search.CycleLengths;
import io.github.clrsearch.search.Rounds;
import io.github.clrsearch.search.Stage;
import io.github.clrsearch.search.Study;
import io.github.clrsearch.search.Trials;
import io.github.clrsearch.search.space.SearchSpace;
import io.github.clrsearch.search.stopping.Baseline;
import io.github.clrsearch.search.trial.Candidate;
import io.github.clrsearch.search.trial.Leaderboard;
import io.github.clrsearch.search.trial.Metric;
import io.github.clrsearch.search.trial.Outcome;
import io.github.clrsearch.search.trial.Trial;
import io.github.clrsearch.store.EndedTrial;
import io.github.clrsearch.store.FrozenStage;
import io.github.clrsearch.store.StudyStore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Search of a study, stage by stage: trials are drawn, missing ones are trained and saved, and the
 * space is refined. On the folder of an earlier search, it resumes that search.
 */
final class StudySearch {
  private final Study study;
  private final StudyStore store;
  private final TrialScheduler scheduler;
  private final Metric metric;
  private final int maxConsecutiveFailures;
  private final SearchListener listener;
  private final EarlierStages earlier;
  private final List<StageSearch> searches = new ArrayList<>();

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
      TrialScheduler scheduler,
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
      FrozenStage frozen = freezing.frozen(stage, space);
      SearchSpace grown = StageFreezing.withMoreCycles(frozen, stage, space);
      List<Candidate> found = run(stage, frozen, grown);
      if (!(stage instanceof ConfirmingStage)) {
        space = grown;
        earlier.end(stage, grown, found);
      }
    }
    return earlier.leaderboard();
  }

  /** Saves the number of trials of each stage, as far as it is known. */
  private void plan() {
    Map<String, Integer> planned = new LinkedHashMap<>();
    study.stages().forEach(stage -> planned.put(stage.name(), stage.trials()));
    planned.putAll(earlier.counts());
    store.stages().plan(planned);
  }

  private List<Candidate> run(Stage stage, FrozenStage frozen, SearchSpace space)
      throws InterruptedException {
    Trials trials = trials(stage, frozen);
    earlier.begin(stage, trials.trials());
    plan();
    List<Trial> longest = stage.cycles().longest(trials.trials(), space);
    StageSearch search =
        new StageSearch(rounds(stage, space, longest), store, study.keepsStates(stage), listener);
    searches.add(search);
    List<String> lines = new ArrayList<>(frozen.lines());
    trials.note().ifPresent(lines::add);
    earlier.growth(frozen).ifPresent(lines::add);
    listener.stageStarted(stage, space, lines, trials.trials().size(), search.kept());
    search.run(
        study.keepsStates(stage) ? scheduler.of(scheduler.objective().continuable()) : scheduler,
        this::ended);
    listener.stageEnded(stage);
    return search.kept().stream().flatMap(end -> end.candidates(metric).stream()).toList();
  }

  /**
   * The planned trials of a stage, and further trials that ended when more were planned: all trials
   * in the folder belong to the study.
   */
  private Trials trials(Stage stage, FrozenStage frozen) {
    Set<Integer> ended = store.numbers(stage.name());
    int last = ended.stream().mapToInt(number -> number + 1).max().orElse(0);
    Trials planned = drawn(stage, frozen);
    return last <= planned.trials().size()
        ? planned
        : planned.with(drawn(stage.withAtLeast(last), frozen), ended);
  }

  private Trials drawn(Stage stage, FrozenStage frozen) {
    return stage.match(
        searching -> {
          SearchSpace from = stage.cycles().drawnFrom(frozen.space());
          return Trials.of(
              study,
              searching,
              from,
              earlier.taken(stage, frozen),
              earlier.sampler(searching, frozen));
        },
        confirming -> Trials.confirming(study, confirming, frozen.observations()),
        continuing ->
            Trials.continuing(study, continuing, frozen.observations(), earlier.trials()));
  }

  private Rounds rounds(Stage stage, SearchSpace space, List<Trial> trials) {
    double best = earlier.leaderboard().best().map(Candidate::score).orElse(Double.NaN);
    return new Rounds(
        stage, trials, CycleLengths.in(space, scheduler.objective()), new Baseline(best, metric));
  }

  /** Removes the states of all trials. */
  void removeStates() {
    searches.forEach(StageSearch::removeStates);
  }

  private void ended(EndedTrial end) {
    listener.trialEnded(end);
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
