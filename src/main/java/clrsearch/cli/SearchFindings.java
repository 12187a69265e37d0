package clrsearch.cli;

import clrsearch.search.Comparison;
import clrsearch.search.Confirmed;
import clrsearch.search.Confirmed.Repeated;
import clrsearch.search.CycleResult;
import clrsearch.search.Observation;
import clrsearch.search.Outcome;
import clrsearch.search.Stage;
import clrsearch.search.Study;
import clrsearch.store.ComparisonRow;
import clrsearch.store.ConfirmedRow;
import clrsearch.store.EndedTrial;
import clrsearch.store.StudyStore;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a search that has ended has found out, kept in its folder and told in a few lines. */
final class SearchFindings {
  private final OpenStudy open;
  private final Study study;
  private final StudyStore store;
  private final PrintStream out;
  private final int validationImages;

  SearchFindings(OpenStudy open, PrintStream out) {
    this.open = open;
    this.study = open.configuration().study();
    this.store = open.store();
    this.out = out;
    this.validationImages = open.prepared().split().validation().length;
  }

  /** Computes, keeps and tells them. */
  void tell() {
    open.configuration().study().stages().stream().filter(Stage::confirms).forEach(this::confirmed);
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
