package io.github.clrsearch.report;

import io.github.clrsearch.report.PageQueries.Query;
import io.github.clrsearch.report.PageRangeTests.RangePart;
import io.github.clrsearch.report.PageTrials.Counts;
import io.github.clrsearch.report.PageTrials.Rows;
import io.github.clrsearch.search.trial.Metric;
import io.github.clrsearch.store.ComparisonRow;
import io.github.clrsearch.store.ImportanceRow;
import io.github.clrsearch.store.Table1Row;
import java.util.List;
import java.util.Map;

/**
 * Content of a study's page, as its scripts read it. Null and empty values are omitted, and so are
 * their parts of the page. Values are those of the metric, accuracies are fractions, times are
 * seconds or ISO 8601. Most parts are records that compute themselves from the study.
 */
record PageData(
    About about,
    MetricPart metric,
    PageHeadline headline,
    Counts counts,
    List<StagePart> stages,
    List<SearchedAxis> dimensions,
    Rows trials,
    List<Improvement> bestSoFar,
    PageTimeline timeline,
    PageSurface surface,
    PageCurves curves,
    RangePart rangeTest,
    List<ImportanceRow> importance,
    List<Confirmed> confirmed,
    List<ComparisonRow> comparisons,
    PageTests tests,
    List<Table1Row> table1,
    PageWeights weights,
    List<String> notes,
    List<Query> queries,
    Map<String, String> provenance) {
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

  /** A frozen stage. */
  record StagePart(String name, int trials, boolean confirms, List<String> lines) {}
}
