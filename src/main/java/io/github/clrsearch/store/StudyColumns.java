package io.github.clrsearch.store;

import io.github.clrsearch.search.trial.Metric;
import io.github.clrsearch.store.sql.View.MapColumn;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The columns of the views that differ between studies.
 *
 * @param settings SQL types of the hyperparameters and of the values derived from them, by name
 * @param metrics that trials are compared by, by name
 * @param reported SQL types of the other metrics that objectives report, by name
 */
record StudyColumns(
    Map<String, String> settings, Map<String, Metric> metrics, Map<String, String> reported) {

  static StudyColumns of(StudyHeader study, ReportedMetrics reported) {
    return new StudyColumns(
        study.columns(), Map.of(study.metric().name(), study.metric()), reported.types());
  }

  /** The columns of several studies together. */
  static StudyColumns of(Collection<StudyColumns> studies) {
    Map<String, String> settings = new LinkedHashMap<>();
    Map<String, Metric> metrics = new LinkedHashMap<>();
    Map<String, String> reported = new LinkedHashMap<>();
    for (StudyColumns study : studies) {
      study.settings.forEach((name, type) -> settings.merge(name, type, SettingColumns::wider));
      study.metrics.forEach(metrics::putIfAbsent);
      study.reported.forEach((name, type) -> reported.merge(name, type, SettingColumns::wider));
    }
    return new StudyColumns(settings, metrics, reported);
  }

  /** Of the view with one row per trial: best and last value. */
  Map<String, MapColumn> ofTrials() {
    Map<String, MapColumn> columns = new LinkedHashMap<>();
    metrics.forEach(
        (name, metric) -> {
          if (!name.equals(Metric.VALIDATION_ACCURACY)) {
            columns.put(
                MetricValues.best(name),
                real(
                    "best %s at a cycle's end (%s)".formatted(metric.words(), metric.direction())));
          }
          if (!MetricValues.isBuiltIn(name)) {
            columns.put(MetricValues.last(name), real(metric.words() + " at the last cycle's end"));
          }
        });
    reported.forEach(
        (name, type) ->
            columns.putIfAbsent(
                MetricValues.last(name),
                new MapColumn(type, name + " at the last cycle's end, as reported")));
    return columns;
  }

  /** Of the view with one row per cycle. */
  Map<String, MapColumn> ofCycles() {
    Map<String, MapColumn> columns = new LinkedHashMap<>();
    metrics.forEach(
        (name, metric) -> {
          if (!MetricValues.isBuiltIn(name)) {
            columns.put(
                name,
                real(
                    "%s, which trials are compared by (%s)"
                        .formatted(metric.words(), metric.direction())));
          }
        });
    reported.forEach(
        (name, type) -> columns.putIfAbsent(name, new MapColumn(type, name + ", as reported")));
    return columns;
  }

  /** Of the view with one row per confirmed setting. */
  Map<String, MapColumn> ofConfirmed() {
    Map<String, MapColumn> columns = new LinkedHashMap<>();
    metrics.forEach(
        (name, metric) -> {
          if (!name.equals(Metric.VALIDATION_ACCURACY)) {
            List<String> names = MetricValues.confirmed(name);
            List<String> comments =
                List.of(
                    "mean %s over the seeds",
                    "its standard deviation over the seeds: %s",
                    "lower end of the 95 %% interval of the mean over seeds: %s",
                    "upper end of the 95 %% interval of the mean over seeds: %s",
                    "%s in the search, optimistically biased (best of many)");
            for (int i = 0; i < names.size(); i++) {
              columns.put(names.get(i), real(comments.get(i).formatted(metric.words())));
            }
          }
        });
    return columns;
  }

  private static MapColumn real(String comment) {
    return new MapColumn("DOUBLE", comment);
  }
}
