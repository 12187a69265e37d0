package io.github.clrsearch.store;

import io.github.clrsearch.search.findings.RepeatedSetting;
import io.github.clrsearch.search.trial.CycleResult;
import io.github.clrsearch.search.trial.Metric;
import io.github.clrsearch.search.trial.Names;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.types.StructType;

/**
 * Columns for metrics that the rows of the built-in training have no components for: their names,
 * and their values in the rows. Values that are not finite are left out.
 */
public final class MetricValues {
  private static final Set<String> TAKEN = otherColumns();

  private MetricValues() {}

  /**
   * Why the metric that trials are compared by cannot be a column; empty if it can.
   *
   * @param settings names of the hyperparameters and of the values derived from them
   */
  static Optional<String> problem(Metric metric, Set<String> settings) {
    return MetricValues.isBuiltIn(metric.name())
        ? Optional.empty()
        : problem(metric.name(), settings);
  }

  /**
   * Why a reported metric cannot be a column; empty if it can.
   *
   * @param settings names of the hyperparameters and of the values derived from them
   */
  public static Optional<String> problem(String metric, Set<String> settings) {
    Optional<String> problem = Names.columnProblem("metric", metric);
    if (problem.isPresent()) {
      return problem;
    }
    if (settings.contains(metric)) {
      return Optional.of(
          "a metric must not be named '%s', which is a hyperparameter or derived value: rename one"
              .formatted(metric));
    }
    return TAKEN.contains(metric)
        ? Optional.of(
            "a metric must not be named '%s', which is another column of the views: rename it"
                .formatted(metric))
        : Optional.empty();
  }

  /** Whether the end of a cycle has a component of this name. */
  static boolean isBuiltIn(String metric) {
    return CycleResult.BUILT_IN.contains(metric);
  }

  static String best(String metric) {
    return "best_" + metric;
  }

  static String last(String metric) {
    return "last_" + metric;
  }

  /** Of a trial: the best value of its metric, and the last values of all metrics of its own. */
  static Map<String, Double> of(Metric metric, List<CycleResult> cycles) {
    Map<String, Double> values = new LinkedHashMap<>();
    if (!metric.name().equals(Metric.VALIDATION_ACCURACY)) {
      put(
          values,
          best(metric.name()),
          cycles.stream()
              .mapToDouble(cycle -> cycle.score(metric))
              .filter(score -> !Double.isNaN(score))
              .map(metric::value)
              .reduce((one, other) -> metric.score(other) > metric.score(one) ? other : one)
              .orElse(Double.NaN));
    }
    if (!cycles.isEmpty()) {
      cycles
          .get(cycles.size() - 1)
          .metrics()
          .forEach((name, value) -> put(values, last(name), value));
    }
    return values;
  }

  /** Names of the columns of a confirmed setting: mean, deviation, low, high and in the search. */
  static List<String> confirmed(String metric) {
    return List.of(
        "mean_" + metric,
        metric + "_deviation",
        metric + "_low",
        metric + "_high",
        "search_" + metric);
  }

  /** Of a confirmed setting. */
  static Map<String, Double> of(RepeatedSetting repeated) {
    Metric metric = repeated.metric();
    double mean = metric.value(repeated.mean());
    double[] numbers = {
      mean,
      repeated.deviation(),
      mean - repeated.halfWidth(),
      mean + repeated.halfWidth(),
      metric.value(repeated.found().score())
    };
    List<String> names = confirmed(metric.name());
    Map<String, Double> values = new LinkedHashMap<>();
    for (int i = 0; i < numbers.length; i++) {
      put(values, names.get(i), numbers[i]);
    }
    return values;
  }

  /**
   * Adds a finite value.
   *
   * @param values modified
   */
  private static void put(Map<String, Double> values, String name, double value) {
    if (Double.isFinite(value)) {
      values.put(name, value);
    }
  }

  /** The other columns of views with metrics: no metric of an objective can have these names. */
  private static Set<String> otherColumns() {
    Set<String> columns = new TreeSet<>();
    List.of(
            StudyViews.TRIALS.schema(),
            (StructType) StudyViews.TRIALS.field("provenance").dataType(),
            StudyViews.elementType(StudyViews.TRIALS.schema(), "cycles"),
            StudyViews.CONFIRMED.schema())
        .forEach(schema -> columns.addAll(List.of(schema.fieldNames())));
    return columns;
  }
}
