package io.github.clrsearch.report;

import io.github.clrsearch.search.trial.Metric;
import io.github.clrsearch.store.ComparisonRow;
import io.github.clrsearch.store.ImportanceRow;
import io.github.clrsearch.store.Table1Row;
import java.util.List;
import java.util.Map;

/**
 * Content of a study's page, as its scripts read it. Null and empty values are omitted, and so are
 * their parts of the page. Values are those of the metric, accuracies are fractions, times are
 * seconds or ISO 8601.
 */
record PageData(
    About about,
    MetricPart metric,
    Headline headline,
    Counts counts,
    List<StagePart> stages,
    List<SearchedAxis> dimensions,
    Rows trials,
    List<Step> bestSoFar,
    Timeline timeline,
    Surface surface,
    Curves curves,
    RangePart rangeTest,
    List<ImportanceRow> importance,
    List<Confirmed> confirmed,
    List<ComparisonRow> comparisons,
    TestPart tests,
    List<Table1Row> table1,
    Weights weights,
    List<String> notes,
    List<Query> queries,
    Map<String, String> provenance,
    Compared comparison) {

  /** The study and its state. */
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
   * The metric that trials are compared by.
   *
   * @param name as words
   * @param noun short name
   * @param fraction whether values are shown in percent
   * @param minimized whether low values are good
   * @param worst the worst value that axes show; null for no limit
   */
  record MetricPart(String name, String noun, boolean fraction, boolean minimized, Double worst) {
    /** The part of a metric; {@code worst} is infinite for no limit. */
    static MetricPart of(Metric metric, double worst) {
      return new MetricPart(
          metric.words(),
          metric.noun(),
          metric.isFraction(),
          metric.isMinimized(),
          Double.isFinite(worst) ? worst : null);
    }
  }

  /** A confirmed setting: mean, its 95 % interval, and the value in the search. */
  record Confirmed(
      String foundBy,
      Double mean,
      Double low,
      Double high,
      Double inSearch,
      int seeds,
      Map<String, Object> setting) {}

  /**
   * The main result.
   *
   * @param what kind of result, such as validation accuracy
   * @param fraction whether the value is shown in percent
   * @param value null if there is none
   * @param low lower end of the 95 % interval
   * @param high upper end of the 95 % interval
   * @param from the trial or networks with this result
   * @param setting hyperparameter values
   * @param caution how to interpret the result
   */
  record Headline(
      String what,
      boolean fraction,
      Double value,
      Double low,
      Double high,
      String from,
      Map<String, Object> setting,
      String caution) {}

  /** Number of trials by outcome, and their cost. */
  record Counts(
      int planned,
      int ended,
      int completed,
      int stopped,
      int diverged,
      int failed,
      long updates,
      double seconds) {}

  /** A frozen stage. */
  record StagePart(String name, int trials, boolean confirms, List<String> lines) {}

  /**
   * Trials on the page.
   *
   * @param total number of all trials
   * @param sampling which trials are shown; null for all
   * @param varied hyperparameters that differ between trials
   * @param constant the other hyperparameters
   */
  record Rows(
      int total,
      String sampling,
      List<String> varied,
      Map<String, Object> constant,
      List<Row> rows) {}

  /**
   * A trial.
   *
   * @param value best value at the end of a cycle
   * @param cycles value at the end of each cycle
   */
  record Row(
      String stage,
      int number,
      String outcome,
      String reason,
      Double value,
      Integer cycle,
      Double loss,
      long updates,
      double seconds,
      Map<String, Object> setting,
      List<Double> cycles) {}

  /**
   * An improvement of the best value.
   *
   * @param updates of all trials that had ended by then
   * @param seconds since the first trial started
   */
  record Step(String trial, long updates, double seconds, double value) {}

  /**
   * The mean of the model over two axes.
   *
   * @param x name of the axis across
   * @param y name of the axis upwards
   * @param xs places on it, ascending
   * @param ys likewise
   * @param means of the metric: for the first place upwards all places across, and so on
   */
  record Surface(String x, String y, List<Double> xs, List<Double> ys, List<Double> means) {}

  /**
   * What ran when.
   *
   * @param seconds from the first start to the last end
   * @param tasks number of tasks; a task trains one or several trials
   * @param allSlots number of slots, of which only some may be shown
   * @param busy share of the time of all slots in which tasks ran
   * @param continued whether the earlier parts of some trials are not shown
   * @param slots executor of each slot
   */
  record Timeline(
      double seconds,
      int tasks,
      int allSlots,
      double busy,
      boolean continued,
      List<String> slots,
      List<Bar> bars) {}

  /**
   * A task, or several in succession.
   *
   * @param slot index of its slot
   * @param from start, in seconds since the first start
   * @param to end, likewise
   * @param trials names
   */
  record Bar(int slot, double from, double to, String stage, String trials) {}

  /** Learning curves of some trials, best first. */
  record Curves(String sampling, List<Curve> trials) {}

  /**
   * Measurements of a trial.
   *
   * @param eta corners of the schedule: update and learning rate
   * @param training update, cost, loss and accuracy of each measurement
   * @param validation the same for the validation split
   * @param cycles updates at which cycles ended
   */
  record Curve(
      String trial,
      String outcome,
      Double value,
      String setting,
      List<Double[]> eta,
      List<Double[]> training,
      List<Double[]> validation,
      List<Long> cycles) {}

  /**
   * Learning rate range test. Points are pairs of learning rate and accuracy or loss.
   *
   * @param seeds accuracy; one curve per seed
   * @param median smoothed median of the accuracy
   * @param loss the same of the loss
   * @param swept lowest and highest learning rate of the test
   * @param etaMin suggestion: lowest, median and highest over the seeds
   * @param etaMax the same for the upper bound
   * @param rules what each rule suggests
   * @param compared loss of each compared value; then the other curves are empty
   */
  record RangePart(
      List<List<Double[]>> seeds,
      List<Double[]> median,
      List<Double[]> loss,
      Double[] swept,
      Double[] etaMin,
      Double[] etaMax,
      List<RuleMark> rules,
      List<RangeCurve> compared) {}

  /** The eta_max that a rule suggests, and whether that suggestion is used. */
  record RuleMark(String rule, double etaMax, boolean chosen) {}

  /** Smoothed median of the loss of one of several range tests. */
  record RangeCurve(String label, List<Double[]> loss) {}

  /** Final tests. */
  record TestPart(List<String> classes, List<TestResult> rows) {}

  /**
   * A final test.
   *
   * @param confusion label, predicted class and number of images of each cell; empty if omitted
   */
  record TestResult(
      String who,
      String members,
      String combination,
      int images,
      double accuracy,
      double low,
      double high,
      Double loss,
      List<Integer[]> confusion) {}

  /** First-layer weights as one image of tiles. */
  record Weights(String network, String png, int columns, int shown, int units) {}

  /** A query to copy. */
  record Query(String asks, String command) {}

  /**
   * Several studies side by side, on a page of their own.
   *
   * @param verdicts which is better, one line per pair
   * @param hyperparameters of the settings
   */
  record Compared(List<String> verdicts, List<String> hyperparameters, List<Side> studies) {}

  /**
   * One of several studies.
   *
   * @param best best value in the search
   * @param trial with this value
   * @param mean of the best confirmed setting, with its interval; null if there is none
   * @param setting by which the study is compared
   */
  record Side(
      String study,
      String folder,
      String data,
      int trials,
      long updates,
      double seconds,
      Double best,
      String trial,
      Double mean,
      Double low,
      Double high,
      Map<String, Object> setting,
      List<Step> bestSoFar) {}
}
