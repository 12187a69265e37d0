package io.github.clrsearch.store;

import io.github.clrsearch.store.json.JsonFiles;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * The metrics that an objective reports besides the one that trials are compared by: {@code
 * metrics.json}. A metric becomes a column of the views when a trial first reports it.
 */
final class ReportedMetrics {
  private static final String FILE = "metrics.json";
  private static final String INTEGER = "BIGINT";
  private static final String REAL = "DOUBLE";

  /** Larger doubles cannot be told from their neighbouring integers. */
  private static final double LARGEST_INTEGER = 1L << 53;

  private final JsonFiles files;
  private final String compared;

  /** Null until they are first needed. */
  private Map<String, String> types;

  /**
   * The metrics of a study.
   *
   * @param files of the study's folder
   */
  ReportedMetrics(JsonFiles files, StudyHeader study) {
    this.files = files;
    this.compared = study.metric().name();
  }

  private record Types(Map<String, String> types) {}

  /** SQL types by name: {@code BIGINT} as long as all values are whole numbers, else DOUBLE. */
  Map<String, String> types() {
    if (types == null) {
      types = new TreeMap<>(files.read(FILE, Types.class).map(Types::types).orElse(Map.of()));
    }
    return Collections.unmodifiableMap(types);
  }

  /**
   * Adds the metrics of trials, and saves them if they are new.
   *
   * @return whether a column was added or changed
   */
  boolean add(Collection<EndedTrial> ended) {
    Map<String, String> now = new TreeMap<>(types());
    ended.stream()
        .flatMap(end -> end.result().cycles().stream())
        .flatMap(cycle -> cycle.metrics().entrySet().stream())
        .filter(entry -> Double.isFinite(entry.getValue()) && !entry.getKey().equals(compared))
        .forEach(entry -> now.merge(entry.getKey(), type(entry.getValue()), SettingColumns::wider));
    boolean changed = !now.equals(types());
    if (changed) {
      files.write(FILE, new Types(now));
      types = now;
    }
    return changed;
  }

  private static String type(double value) {
    return value == Math.rint(value) && Math.abs(value) <= LARGEST_INTEGER ? INTEGER : REAL;
  }
}
