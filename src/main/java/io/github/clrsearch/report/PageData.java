package io.github.clrsearch.report;

import io.github.clrsearch.store.ComparisonRow;
import io.github.clrsearch.store.ConfirmedRow;
import io.github.clrsearch.store.ImportanceRow;
import io.github.clrsearch.store.Table1Row;
import java.util.List;
import java.util.Map;

/**
 * All that a study's page shows, as its scripts read it. What is null or empty is left out, and so
 * is its part of the page. Accuracies are fractions, times are seconds or ISO 8601.
 */
record PageData(
    About about,
    Headline headline,
    Counts counts,
    List<StagePart> stages,
    List<SearchedAxis> dimensions,
    Rows trials,
    List<Step> bestSoFar,
    Curves curves,
    RangePart rangeTest,
    List<ImportanceRow> importance,
    List<ConfirmedRow> confirmed,
    List<ComparisonRow> comparisons,
    TestPart tests,
    List<Table1Row> table1,
    Weights weights,
    List<String> notes,
    List<Query> queries,
    Map<String, String> provenance) {

  /** Which study it is, and how it stands. */
  record About(
      String study,
      long seed,
      String folder,
      String data,
      boolean synthetic,
      String validation,
      String version,
      String written,
      String state,
      Double secondsLeft,
      Double reloadSeconds) {}

  /**
   * The answer.
   *
   * @param what the number is: validation accuracy, ...
   * @param value the accuracy; null where there is none
   * @param low and {@code high} its 95 % interval
   * @param from the trial or who else gave it
   * @param setting its hyperparameters
   * @param caution what to think of when reading it
   */
  record Headline(
      String what,
      Double value,
      Double low,
      Double high,
      String from,
      Map<String, Double> setting,
      String caution) {}

  /** Trials by outcome, and what they took. */
  record Counts(
      int planned,
      int ended,
      int completed,
      int stopped,
      int diverged,
      int failed,
      long updates,
      double seconds) {}

  /** A stage as it was frozen. */
  record StagePart(String name, int trials, boolean confirms, List<String> lines) {}

  /**
   * Trials, or as many of them as a page holds.
   *
   * @param total how many there are
   * @param sampling which of them are shown; null: all
   * @param varied the hyperparameters that differ between them
   * @param constant the others
   */
  record Rows(
      int total,
      String sampling,
      List<String> varied,
      Map<String, Double> constant,
      List<Row> rows) {}

  /**
   * A trial.
   *
   * @param accuracy the highest at a cycle's end, on the validation split
   * @param cycles that accuracy at every cycle's end
   */
  record Row(
      String stage,
      int number,
      String outcome,
      String reason,
      Double accuracy,
      Integer cycle,
      Double loss,
      long updates,
      double seconds,
      Map<String, Double> setting,
      List<Double> cycles) {}

  /**
   * The best accuracy rose.
   *
   * @param updates of all trials that had ended
   * @param seconds since the first trial began
   */
  record Step(String trial, long updates, double seconds, double accuracy) {}

  /** Learning curves of some trials, the best first. */
  record Curves(String sampling, List<Curve> trials) {}

  /**
   * What a trial measured.
   *
   * @param eta corners of the learning rate: update and rate
   * @param training update, cost, loss and accuracy each
   * @param validation likewise
   * @param cycles the updates at which a cycle ended
   */
  record Curve(
      String trial,
      String outcome,
      Double accuracy,
      String setting,
      List<Double[]> eta,
      List<Double[]> training,
      List<Double[]> validation,
      List<Long> cycles) {}

  /**
   * The learning rate range test: learning rate and accuracy each.
   *
   * @param swept the lowest and the highest learning rate that it goes through
   * @param etaMin the suggestion: lowest, median and highest over the seeds
   * @param etaMax likewise
   */
  record RangePart(
      List<List<Double[]>> seeds,
      List<Double[]> median,
      Double[] swept,
      Double[] etaMin,
      Double[] etaMax) {}

  /** Final tests. */
  record TestPart(List<String> classes, List<Test> rows) {}

  /**
   * A final test.
   *
   * @param confusion label, predicted class and number of images each; none where it is left out
   */
  record Test(
      String who,
      String members,
      String combination,
      int images,
      double accuracy,
      double low,
      double high,
      Double loss,
      List<Integer[]> confusion) {}

  /** First-layer weights as one picture of tiles, side by side. */
  record Weights(String network, String png, int columns, int shown, int nodes) {}

  /** A query to paste. */
  record Query(String asks, String command) {}
}
