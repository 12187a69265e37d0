package clrsearch.cli;

import clrsearch.search.Comparison;
import clrsearch.search.Confirmed;
import clrsearch.search.Confirmed.Repeated;
import clrsearch.search.CycleResult;
import clrsearch.search.Importances;
import clrsearch.search.Observation;
import clrsearch.search.Outcome;
import clrsearch.search.Range;
import clrsearch.search.SearchSpace;
import clrsearch.search.SearchWarnings;
import clrsearch.search.Stage;
import clrsearch.search.Study;
import clrsearch.store.ComparisonRow;
import clrsearch.store.ConfirmedRow;
import clrsearch.store.EndedTrial;
import clrsearch.store.ImportanceRow;
import clrsearch.store.StudyStore;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a search that has ended has found out, kept in its folder and told in a few lines. */
final class SearchFindings {
  private final Study study;
  private final StudyStore store;
  private final int validationImages;
  private final Map<String, Range> limits;
  private final PrintStream out;

  /**
   * The findings of a study that has ended.
   *
   * @param validationImages that every accuracy was measured on, at least 1
   * @param limits the hard limits of hyperparameters by name
   */
  SearchFindings(
      Study study,
      StudyStore store,
      int validationImages,
      Map<String, Range> limits,
      PrintStream out) {
    this.study = study;
    this.store = store;
    this.validationImages = validationImages;
    this.limits = limits;
    this.out = out;
  }

  /** Computes, keeps and tells them. */
  void tell() {
    study.stages().stream().filter(Stage::confirms).forEach(this::confirmed);
    Map<Stage, List<EndedTrial>> ended = new LinkedHashMap<>();
    study.stages().stream()
        .filter(stage -> !stage.confirms())
        .forEach(stage -> ended.put(stage, List.copyOf(store.trials(stage.name()).values())));
    SearchSpace space = SearchSpace.union(ended.keySet().stream().map(this::space).toList());
    List<EndedTrial> all = ended.values().stream().flatMap(List::stream).toList();
    importance(space, all, ended);
    warnings(space, all);
  }

  private SearchSpace space(Stage stage) {
    return store.stage(stage.name()).orElseThrow().space();
  }

  /** Keeps all importances; tells those over all stages. */
  private void importance(
      SearchSpace space, List<EndedTrial> all, Map<Stage, List<EndedTrial>> ended) {
    List<ImportanceRow> rows = new ArrayList<>();
    Optional<Importances> overall = Importances.of(space, observations(all), study.seed());
    overall.ifPresent(of -> rows.addAll(ImportanceRow.of(study.name(), ImportanceRow.ALL, of)));
    ended.forEach(
        (stage, trials) ->
            Importances.of(space(stage), observations(trials), study.seed())
                .ifPresent(of -> rows.addAll(ImportanceRow.of(study.name(), stage.name(), of))));
    store.findings().keepImportance(rows);
    overall.ifPresent(
        importances ->
            out.printf(
                "%nimportance (share of the variance of validation accuracy that each explains alone, %d trials): %s%n",
                importances.trials(), shares(importances.byName())));
  }

  private static String shares(Map<String, Double> byName) {
    return byName.entrySet().stream()
        .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
        .map(entry -> String.format(Locale.ROOT, "%s %.2f", entry.getKey(), entry.getValue()))
        .collect(Collectors.joining(", "));
  }

  private void warnings(SearchSpace space, List<EndedTrial> all) {
    List<String> lines =
        new SearchWarnings(
                space,
                all.stream().flatMap(end -> end.candidates().stream()).toList(),
                observations(all),
                validationImages,
                limits,
                study.seed())
            .lines(study.stages().stream().anyMatch(Stage::confirms));
    if (!lines.isEmpty()) {
      out.println();
      lines.forEach(line -> out.println("note: " + line));
    }
  }

  private static List<Observation> observations(List<EndedTrial> ended) {
    return ended.stream()
        .flatMap(end -> Observation.of(end.trial(), end.result()).stream())
        .toList();
  }

  private void confirmed(Stage stage) {
    List<Observation> observations = store.stage(stage.name()).orElseThrow().observations();
    double[][] accuracies = accuracies(store.trials(stage.name()), observations.size());
    Confirmed confirmed = Confirmed.of(observations, accuracies, validationImages);
    store
        .findings()
        .keepConfirmed(
            stage.name(),
            ConfirmedRow.of(study.name(), stage.name(), confirmed),
            confirmed.comparisons().stream().map(pair -> row(stage, pair)).toList());
    out.printf(
        "%nconfirmed by stage %s (mean validation accuracy over seeds, its 95 %% interval, and how much the search's flattered)%n",
        stage.name());
    int rank = 1;
    for (Repeated setting : confirmed.settings()) {
      out.println(line(rank++, setting));
    }
    confirmed.verdict().forEach(line -> out.println("     " + line));
  }

  private ComparisonRow row(Stage stage, Comparison pair) {
    return ComparisonRow.of(study.name(), stage.name(), pair);
  }

  /**
   * The accuracies at the ends of trials, by setting and repetition.
   *
   * @param ended of a stage that confirms, by number
   * @return NaN where a training did not come to its end
   */
  static double[][] accuracies(Map<Integer, EndedTrial> ended, int settings) {
    int repetitions = ended.keySet().stream().mapToInt(n -> n / settings + 1).max().orElse(0);
    double[][] accuracies = new double[settings][repetitions];
    for (double[] row : accuracies) {
      Arrays.fill(row, Double.NaN);
    }
    ended.forEach(
        (number, end) -> accuracies[number % settings][number / settings] = lastAccuracy(end));
    return accuracies;
  }

  private static double lastAccuracy(EndedTrial end) {
    List<CycleResult> cycles = end.result().cycles();
    return end.result().outcome() instanceof Outcome.Completed && !cycles.isEmpty()
        ? cycles.get(cycles.size() - 1).validationAccuracy()
        : Double.NaN;
  }

  private static String line(int rank, Repeated setting) {
    Observation found = setting.found();
    String luck =
        setting.seeds() == 0
            ? "no training came to its end"
            : String.format(
                Locale.ROOT,
                "%s, searched %.2f %% (%+.2f)",
                setting.interval().strip(),
                100 * found.accuracy(),
                100 * setting.optimism());
    return String.format(
        Locale.ROOT,
        "%3d  %s  %d seeds  %s (cycle %d)",
        rank,
        luck,
        setting.seeds(),
        found.trial(),
        found.cycle());
  }
}
