package io.github.clrsearch.cluster;

import io.github.clrsearch.search.ConfirmingStage;
import io.github.clrsearch.search.CycleLengths;
import io.github.clrsearch.search.Cycles;
import io.github.clrsearch.search.RefinedSpace;
import io.github.clrsearch.search.Refinement;
import io.github.clrsearch.search.Rounds;
import io.github.clrsearch.search.SearchingStage;
import io.github.clrsearch.search.Stage;
import io.github.clrsearch.search.Study;
import io.github.clrsearch.search.Trials;
import io.github.clrsearch.search.samplers.Evidence;
import io.github.clrsearch.search.samplers.Sampler;
import io.github.clrsearch.search.space.Distribution;
import io.github.clrsearch.search.space.SearchSpace;
import io.github.clrsearch.search.space.Setting;
import io.github.clrsearch.search.stopping.Baseline;
import io.github.clrsearch.search.trial.Candidate;
import io.github.clrsearch.search.trial.Leaderboard;
import io.github.clrsearch.search.trial.Observation;
import io.github.clrsearch.search.trial.Outcome;
import io.github.clrsearch.search.trial.Trial;
import io.github.clrsearch.store.EndedTrial;
import io.github.clrsearch.store.FrozenStage;
import io.github.clrsearch.store.StudyStore;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Search of a study, stage by stage: trials are drawn, missing ones are trained and saved, and the
 * space is refined. On the folder of an earlier search, it resumes that search.
 */
final class StudySearch {
  private final Study study;
  private final StudyStore store;
  private final TrialScheduler scheduler;
  private final int validationImages;
  private final int maxConsecutiveFailures;
  private final SearchListener listener;
  private final Map<String, List<Trial>> drawn = new LinkedHashMap<>();
  private final List<Candidate> candidates = new ArrayList<>();
  private final List<StageSearch> searches = new ArrayList<>();

  /** Null until a stage has an accuracy. */
  private Results results;

  private int failuresInARow;

  /**
   * Prepares a search.
   *
   * @param validationImages number of images that every accuracy is measured on
   * @param maxConsecutiveFailures number of consecutive failed trials that stop the search, at
   *     least 1
   */
  StudySearch(
      Study study,
      StudyStore store,
      TrialScheduler scheduler,
      int validationImages,
      int maxConsecutiveFailures,
      SearchListener listener) {
    this.study = study;
    this.store = store;
    this.scheduler = scheduler;
    this.validationImages = validationImages;
    this.maxConsecutiveFailures = maxConsecutiveFailures;
    this.listener = listener;
  }

  /**
   * Runs the search.
   *
   * @return all trials with an accuracy, best first
   * @throws SearchException if too many trials fail in a row
   * @throws InterruptedException when interrupted; ended trials are saved
   */
  Leaderboard run() throws InterruptedException {
    plan();
    SearchSpace space = study.firstSpace();
    for (Stage stage : study.stages()) {
      FrozenStage frozen = frozen(stage, space);
      SearchSpace grown = withMoreCycles(frozen, stage, space);
      List<Candidate> found = run(stage, frozen, grown);
      if (!(stage instanceof ConfirmingStage)) {
        space = grown;
        candidates.addAll(found);
        if (Leaderboard.of(found).best().isPresent()) {
          results = new Results(stage.name(), grown, drawn.get(stage.name()).size(), found);
        }
      }
    }
    return Leaderboard.of(candidates);
  }

  /** Saves the number of trials of each stage, as far as it is known. */
  private void plan() {
    Map<String, Integer> planned = new LinkedHashMap<>();
    study.stages().forEach(stage -> planned.put(stage.name(), stage.trials()));
    drawn.forEach((name, trials) -> planned.put(name, trials.size()));
    store.plan(planned);
  }

  /**
   * Results of the last searching stage with an accuracy, which refinement uses.
   *
   * @param trials number of drawn trials
   */
  private record Results(String stage, SearchSpace space, int trials, List<Candidate> candidates) {}

  /** The stage as it was frozen when it first began; it is frozen now if it has not. */
  private FrozenStage frozen(Stage stage, SearchSpace before) {
    return store
        .stage(stage.name())
        .orElseGet(
            () -> {
              FrozenStage now = asOfNow(stage, before);
              store.freeze(now);
              return now;
            });
  }

  private FrozenStage asOfNow(Stage stage, SearchSpace before) {
    Map<String, Integer> after = new LinkedHashMap<>();
    drawn.forEach((name, trials) -> after.put(name, trials.size()));
    Leaderboard found = Leaderboard.of(candidates);
    return stage.match(
        searching -> refinedNow(searching, before, after),
        confirming ->
            FrozenStage.confirming(stage, confirming.chosen(found, validationImages), after),
        continuing ->
            FrozenStage.continuing(
                stage, before.with(stage.space()), continuing.chosen(found), after));
  }

  private FrozenStage refinedNow(
      SearchingStage stage, SearchSpace before, Map<String, Integer> after) {
    RefinedSpace refined = refined(stage, before);
    List<Observation> observations = stage.sampling().learns() ? observations() : List.of();
    FrozenStage frozen =
        new FrozenStage(stage.name(), refined.space(), refined.lines(), after, observations);
    SearchSpace space = stage.cycles().drawnFrom(frozen.space());
    return sampler(stage, frozen).summary(space).map(frozen::with).orElse(frozen);
  }

  /**
   * The space of a frozen stage with the present maximum number of cycles. It may grow, because
   * numbers of cycles are not drawn: the settings stay the same.
   */
  private static SearchSpace withMoreCycles(FrozenStage frozen, Stage stage, SearchSpace before) {
    boolean refined =
        stage instanceof SearchingStage searching && searching.refine().contains(Candidate.CYCLES);
    if (stage.cycles() != Cycles.FREE || refined) {
      return frozen.space();
    }
    Distribution now = before.with(stage.space()).distribution(Candidate.CYCLES);
    Distribution then = frozen.space().distribution(Candidate.CYCLES);
    return now.range().max() > then.range().max()
        ? frozen.space().with(Candidate.CYCLES, now)
        : frozen.space();
  }

  /** The observations of all searching stages so far. */
  private List<Observation> observations() {
    List<EndedTrial> searched =
        study.stages().stream()
            .filter(stage -> drawn.containsKey(stage.name()) && !(stage instanceof ConfirmingStage))
            .flatMap(stage -> store.trials(stage.name()).values().stream())
            .toList();
    return EndedTrial.distinct(searched).stream()
        .flatMap(ended -> Observation.of(ended.trial(), ended.result()).stream())
        .toList();
  }

  private RefinedSpace refined(SearchingStage stage, SearchSpace before) {
    if (drawn.isEmpty()) {
      return new RefinedSpace(before, List.of());
    }
    Refinement refinement = new Refinement(validationImages, scheduler.objective().limits());
    if (results == null) {
      return refinement.refine(before, 1, List.of(), stage);
    }
    RefinedSpace refined =
        refinement.refine(before, results.space(), results.trials(), results.candidates(), stage);
    String last = stageBefore(stage);
    if (stage.refine().isEmpty() || last.equals(results.stage())) {
      return refined;
    }
    List<String> lines = new ArrayList<>();
    lines.add(
        "refined from stage %s: no trial of stage %s has a validation accuracy"
            .formatted(results.stage(), last));
    lines.addAll(refined.lines());
    return new RefinedSpace(refined.space(), lines);
  }

  private String stageBefore(Stage stage) {
    int last = study.stages().indexOf(stage) - 1;
    while (study.stages().get(last) instanceof ConfirmingStage) {
      last--;
    }
    return study.stages().get(last).name();
  }

  private List<Candidate> run(Stage stage, FrozenStage frozen, SearchSpace space)
      throws InterruptedException {
    Trials trials = trials(stage, frozen);
    drawn.put(stage.name(), trials.trials());
    plan();
    List<Trial> longest = stage.cycles().longest(trials.trials(), space);
    StageSearch search =
        new StageSearch(rounds(stage, space, longest), store, study.keepsStates(stage), listener);
    searches.add(search);
    List<String> lines = new ArrayList<>(frozen.lines());
    trials.note().ifPresent(lines::add);
    growth(frozen).ifPresent(lines::add);
    listener.stageStarted(stage, space, lines, trials.trials().size(), search.kept());
    search.run(
        study.keepsStates(stage) ? scheduler.of(scheduler.objective().continuable()) : scheduler,
        this::ended);
    listener.stageEnded(stage);
    return search.kept().stream().flatMap(end -> end.candidates().stream()).toList();
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
          return Trials.of(study, stage, from, taken(stage, frozen), sampler(searching, frozen));
        },
        confirming -> Trials.confirming(study, confirming, frozen.observations()),
        continuing -> {
          List<Trial> earlier = drawn.values().stream().flatMap(List::stream).toList();
          return Trials.continuing(study, continuing, frozen.observations(), earlier);
        });
  }

  private Rounds rounds(Stage stage, SearchSpace space, List<Trial> trials) {
    double best = Leaderboard.of(candidates).best().map(Candidate::accuracy).orElse(Double.NaN);
    return new Rounds(
        stage,
        trials,
        CycleLengths.in(space, scheduler.objective()),
        new Baseline(best, validationImages));
  }

  /** Removes the states of all trials. */
  void removeStates() {
    searches.forEach(StageSearch::removeStates);
  }

  private Sampler sampler(SearchingStage stage, FrozenStage frozen) {
    return stage
        .sampling()
        .sampler(new Evidence(frozen.observations(), validationImages, taken(stage, frozen)));
  }

  /** The settings that earlier stages had drawn when this one was frozen, in its own form. */
  private Set<Setting> taken(Stage stage, FrozenStage frozen) {
    Set<Setting> taken = new HashSet<>();
    frozen
        .after()
        .forEach(
            (name, count) -> {
              List<Trial> trials = drawn.get(name);
              trials.subList(0, Math.min(count, trials.size())).stream()
                  .map(trial -> stage.cycles().of(trial.setting(), frozen.space()))
                  .forEach(taken::add);
            });
    return taken;
  }

  /** A note if earlier stages have grown since this one was refined from them. */
  private Optional<String> growth(FrozenStage frozen) {
    return frozen.after().entrySet().stream()
        .filter(entry -> drawn.get(entry.getKey()).size() > entry.getValue())
        .map(
            entry ->
                "stage %s keeps the space it was given after the first %d trials of stage %s"
                    .formatted(frozen.stage(), entry.getValue(), entry.getKey()))
        .findFirst();
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
