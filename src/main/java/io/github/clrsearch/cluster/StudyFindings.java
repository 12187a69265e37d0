package io.github.clrsearch.cluster;

import io.github.clrsearch.search.ConfirmingStage;
import io.github.clrsearch.search.Stage;
import io.github.clrsearch.search.Study;
import io.github.clrsearch.search.findings.Comparison;
import io.github.clrsearch.search.findings.ConfirmationResult;
import io.github.clrsearch.search.findings.Forest;
import io.github.clrsearch.search.findings.Importances;
import io.github.clrsearch.search.findings.SearchWarnings;
import io.github.clrsearch.search.samplers.NoiseEstimate;
import io.github.clrsearch.search.space.Range;
import io.github.clrsearch.search.space.SearchSpace;
import io.github.clrsearch.search.trial.CorrectImages;
import io.github.clrsearch.search.trial.Metric;
import io.github.clrsearch.search.trial.Observation;
import io.github.clrsearch.search.trial.Trial;
import io.github.clrsearch.store.ComparisonRow;
import io.github.clrsearch.store.ConfirmedRow;
import io.github.clrsearch.store.EndedTrial;
import io.github.clrsearch.store.ImportanceRow;
import io.github.clrsearch.store.StudyStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Findings of a search that has ended.
 *
 * @param metric that trials were compared by
 * @param confirmed results of each stage that confirms, by name, in the study's order
 * @param importance of the hyperparameters over all searching stages; empty if there are too few
 *     trials
 * @param warnings one line each, with what to do
 */
public record StudyFindings(
    Metric metric,
    Map<String, ConfirmationResult> confirmed,
    Optional<Importances> importance,
    List<String> warnings) {

  /** Copies. */
  public StudyFindings {
    confirmed = Collections.unmodifiableMap(new LinkedHashMap<>(confirmed));
    warnings = List.copyOf(warnings);
  }

  /**
   * Computes the findings of a study whose stages have all ended, and saves them in its folder.
   *
   * @param metric that trials were compared by
   * @param limits of the hyperparameters by name
   */
  public static StudyFindings keep(
      Study study, StudyStore store, Metric metric, Map<String, Range> limits) {
    return keep(study, store, store::trials, metric, limits, List.of());
  }

  /**
   * Computes the findings of a study whose search has ended, and saves them in its folder.
   *
   * @param trials the ended trials of a stage by number, given its name
   * @param limits of the hyperparameters by name
   * @param notes that precede the warnings
   */
  static StudyFindings keep(
      Study study,
      StudyStore store,
      Function<String, Map<Integer, EndedTrial>> trials,
      Metric metric,
      Map<String, Range> limits,
      List<String> notes) {
    List<Stage> begun =
        study.stages().stream()
            .filter(stage -> store.stages().frozen(stage.name()).isPresent())
            .toList();
    Map<String, ConfirmationResult> confirmed = new LinkedHashMap<>();
    begun.stream()
        .filter(ConfirmingStage.class::isInstance)
        .map(Stage::name)
        .forEach(
            name -> confirmed.put(name, confirmed(study, name, store, trials.apply(name), metric)));
    Map<String, List<EndedTrial>> ended = new LinkedHashMap<>();
    begun.stream()
        .filter(stage -> !(stage instanceof ConfirmingStage))
        .map(Stage::name)
        .forEach(name -> ended.put(name, List.copyOf(trials.apply(name).values())));
    SearchSpace space =
        ended.isEmpty()
            ? study.firstSpace()
            : SearchSpace.union(ended.keySet().stream().map(name -> space(store, name)).toList());
    List<EndedTrial> all =
        EndedTrial.distinct(ended.values().stream().flatMap(List::stream).toList());
    List<Observation> observations = observations(all, metric);
    Metric judged =
        NoiseEstimate.of(metric, space, observations, RepeatedScores.of(trials, begun, metric));
    Optional<Forest> forest = Forest.of(space, observations, metric, study.seed());
    List<String> warnings = new ArrayList<>(notes);
    warnings.addAll(
        new SearchWarnings(
                space,
                all.stream().flatMap(end -> end.candidates(metric).stream()).toList(),
                observations,
                judged,
                limits,
                forest,
                sampled(store, ended, all))
            .lines(confirmed.values().stream().anyMatch(StudyFindings::compares)));
    store.findings().keepNotes(warnings);
    return new StudyFindings(
        metric,
        confirmed,
        importance(study, store, forest.map(Forest::importances), metric, ended),
        warnings);
  }

  private static SearchSpace space(StudyStore store, String stage) {
    return store.stages().frozen(stage).orElseThrow().space();
  }

  /** Whether at least two settings were compared. */
  private static boolean compares(ConfirmationResult confirmed) {
    return confirmed.settings().stream().filter(setting -> setting.seeds() > 1).count() > 1;
  }

  /**
   * The space that each trial's setting was drawn from, by the trial's name: that of the first
   * stage with its training, because later stages only continue it.
   */
  private static Map<String, SearchSpace> sampled(
      StudyStore store, Map<String, List<EndedTrial>> ended, List<EndedTrial> all) {
    Map<Trial.Training, SearchSpace> drawn = new HashMap<>();
    ended.forEach(
        (stage, trials) -> {
          SearchSpace space = space(store, stage);
          trials.forEach(end -> drawn.putIfAbsent(end.trial().training(), space));
        });
    Map<String, SearchSpace> sampled = new HashMap<>();
    all.forEach(end -> sampled.put(end.trial().toString(), drawn.get(end.trial().training())));
    return sampled;
  }

  /** Saves all importances; returns those over all stages. */
  private static Optional<Importances> importance(
      Study study,
      StudyStore store,
      Optional<Importances> overall,
      Metric metric,
      Map<String, List<EndedTrial>> ended) {
    List<ImportanceRow> rows = new ArrayList<>();
    overall.ifPresent(of -> rows.addAll(ImportanceRow.of(study.name(), ImportanceRow.ALL, of)));
    ended.forEach(
        (stage, trials) ->
            // A forest of many trials takes seconds.
            (ended.size() == 1
                    ? overall
                    : Importances.of(
                        space(store, stage), observations(trials, metric), metric, study.seed()))
                .ifPresent(of -> rows.addAll(ImportanceRow.of(study.name(), stage, of))));
    store.findings().keepImportance(rows);
    return overall;
  }

  private static List<Observation> observations(List<EndedTrial> ended, Metric metric) {
    return ended.stream()
        .flatMap(end -> Observation.of(metric, end.trial(), end.result()).stream())
        .toList();
  }

  /** Computes and saves what a stage has confirmed. */
  private static ConfirmationResult confirmed(
      Study study, String stage, StudyStore store, Map<Integer, EndedTrial> ended, Metric metric) {
    List<Observation> observations = store.stages().frozen(stage).orElseThrow().observations();
    double[][] scores = scores(ended, observations.size(), metric);
    CorrectImages[][] correct = correctImages(ended, observations.size());
    ConfirmationResult confirmed = ConfirmationResult.of(observations, scores, correct, metric);
    store
        .findings()
        .keepConfirmed(
            stage,
            ConfirmedRow.of(study.name(), stage, confirmed),
            confirmed.comparisons().stream().map(pair -> row(study, stage, pair)).toList());
    return confirmed;
  }

  private static ComparisonRow row(Study study, String stage, Comparison pair) {
    return ComparisonRow.of(study.name(), stage, pair);
  }

  /**
   * The final scores of trials, by setting and repetition.
   *
   * @param ended trials of a stage that confirms, by number
   * @return NaN for a training that did not complete
   */
  private static double[][] scores(Map<Integer, EndedTrial> ended, int settings, Metric metric) {
    double[][] scores = new double[settings][repetitions(ended, settings)];
    for (double[] row : scores) {
      Arrays.fill(row, Double.NaN);
    }
    ended.forEach(
        (number, end) ->
            scores[number % settings][number / settings] = RepeatedScores.last(end, metric));
    return scores;
  }

  /** The correct images, by setting and repetition; null if unknown. */
  private static CorrectImages[][] correctImages(Map<Integer, EndedTrial> ended, int settings) {
    CorrectImages[][] correct = new CorrectImages[settings][repetitions(ended, settings)];
    ended.forEach(
        (number, end) ->
            correct[number % settings][number / settings] = end.result().correctImages());
    return correct;
  }

  private static int repetitions(Map<Integer, EndedTrial> ended, int settings) {
    return ended.keySet().stream().mapToInt(n -> n / settings + 1).max().orElse(0);
  }
}
