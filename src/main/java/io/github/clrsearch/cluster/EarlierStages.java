package io.github.clrsearch.cluster;

import io.github.clrsearch.search.ConfirmingStage;
import io.github.clrsearch.search.LearningSampler;
import io.github.clrsearch.search.SearchingStage;
import io.github.clrsearch.search.Stage;
import io.github.clrsearch.search.Study;
import io.github.clrsearch.search.samplers.Evidence;
import io.github.clrsearch.search.samplers.NoiseEstimate;
import io.github.clrsearch.search.samplers.Sampler;
import io.github.clrsearch.search.space.SearchSpace;
import io.github.clrsearch.search.space.Setting;
import io.github.clrsearch.search.trial.Candidate;
import io.github.clrsearch.search.trial.EarlierStudy;
import io.github.clrsearch.search.trial.Leaderboard;
import io.github.clrsearch.search.trial.Metric;
import io.github.clrsearch.search.trial.Observation;
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
import java.util.function.Function;

/** The stages of a search that have begun, and what later stages use of them. */
final class EarlierStages {
  private final Study study;
  private final StudyStore store;
  private final Metric metric;
  private final Map<String, List<Trial>> drawn = new LinkedHashMap<>();
  private final List<Candidate> candidates = new ArrayList<>();
  private Optional<Results> results = Optional.empty();

  /**
   * Results of a searching stage.
   *
   * @param trials number of ended trials
   */
  record Results(String stage, SearchSpace space, int trials, List<Candidate> candidates) {}

  /** No stage has begun. */
  EarlierStages(Study study, StudyStore store, Metric metric) {
    this.study = study;
    this.store = store;
    this.metric = metric;
  }

  /** Adds the trials of a stage that begins. */
  void begin(Stage stage, List<Trial> trials) {
    drawn.put(stage.name(), trials);
  }

  /** Adds the trials of a searching stage that has ended. */
  void end(Stage stage, SearchSpace space, List<EndedTrial> ended) {
    List<Candidate> found = ended.stream().flatMap(end -> end.candidates(metric).stream()).toList();
    candidates.addAll(found);
    if (Leaderboard.of(found).best().isPresent()) {
      results = Optional.of(new Results(stage.name(), space, ended.size(), found));
    }
  }

  /** All trials with a score of searching stages, best first. */
  Leaderboard leaderboard() {
    return Leaderboard.of(candidates);
  }

  /** The last results with a score, which refinement uses; empty until there are some. */
  Optional<Results> results() {
    return results;
  }

  /** The earlier studies that a stage learns from, as they were when this study began. */
  List<EarlierStudy> studies(Stage stage) {
    List<String> names = EarlierStudies.of(stage);
    return names.isEmpty()
        ? List.of()
        : store.stages().earlierStudies().orElse(List.of()).stream()
            .filter(each -> names.contains(each.name()))
            .toList();
  }

  /** All trials, in order. */
  List<Trial> trials() {
    return drawn.values().stream().flatMap(List::stream).toList();
  }

  /** The number of trials per stage. */
  Map<String, Integer> counts() {
    Map<String, Integer> counts = new LinkedHashMap<>();
    drawn.forEach((name, trials) -> counts.put(name, trials.size()));
    return counts;
  }

  /** The observations of all searching stages so far. */
  List<Observation> observations() {
    List<EndedTrial> searched =
        study.stages().stream()
            .filter(stage -> drawn.containsKey(stage.name()) && !(stage instanceof ConfirmingStage))
            .flatMap(stage -> store.trials(stage.name()).values().stream())
            .toList();
    return EndedTrial.distinct(searched).stream()
        .flatMap(ended -> Observation.of(metric, ended.trial(), ended.result()).stream())
        .toList();
  }

  /** Every trial with a score of searching stages at the end of every cycle. */
  List<Observation> scored() {
    return candidates.stream().filter(Candidate::measured).map(Observation::of).toList();
  }

  /** The metric with the noise to assume, estimated from these stages if it is not declared. */
  Metric judged() {
    if (results.isEmpty()) {
      return metric;
    }
    List<Stage> begun =
        study.stages().stream().filter(stage -> drawn.containsKey(stage.name())).toList();
    SearchSpace space =
        SearchSpace.union(
            begun.stream()
                .filter(stage -> !(stage instanceof ConfirmingStage))
                .flatMap(stage -> store.stages().frozen(stage.name()).stream())
                .map(FrozenStage::space)
                .toList());
    return NoiseEstimate.of(
        metric, space, scored(), RepeatedScores.of(store::trials, begun, metric));
  }

  /** Draws settings from what a stage knew when it was frozen. */
  Sampler sampler(SearchingStage stage, FrozenStage frozen) {
    return stage.sampling().sampler(evidence(stage, frozen));
  }

  /**
   * The samplers of the trials of a stage, given the trials before them.
   *
   * @param rows ended trials of the stage, by number; more may be added
   */
  Function<List<Trial>, Sampler> samplers(
      SearchingStage stage, FrozenStage frozen, Map<Integer, EndedTrial> rows) {
    if (stage.learnsFrom().isEmpty()) {
      Sampler one = sampler(stage, frozen);
      return drawn -> one;
    }
    return new LearningSampler(
        stage,
        evidence(stage, frozen),
        trial -> Observation.of(metric, trial, rows.get(trial.number()).result()));
  }

  private Evidence evidence(SearchingStage stage, FrozenStage frozen) {
    return new Evidence(frozen.observations(), metric, taken(stage, frozen));
  }

  /** The settings that earlier stages had drawn when this one was frozen, in its own form. */
  Set<Setting> taken(Stage stage, FrozenStage frozen) {
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
  Optional<String> growth(FrozenStage frozen) {
    return frozen.after().entrySet().stream()
        .filter(entry -> drawn.get(entry.getKey()).size() > entry.getValue())
        .map(
            entry ->
                "stage %s keeps the space it was given after the first %d trials of stage %s"
                    .formatted(frozen.stage(), entry.getValue(), entry.getKey()))
        .findFirst();
  }
}
