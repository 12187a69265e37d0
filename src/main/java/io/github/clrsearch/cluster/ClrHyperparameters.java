package io.github.clrsearch.cluster;

import io.github.clrsearch.data.Jitter;
import io.github.clrsearch.search.space.Range;
import io.github.clrsearch.search.space.Setting;
import io.github.clrsearch.training.Hyperparameters;
import java.util.LinkedHashMap;
import java.util.Map;

/** Names, SQL types and limits of the hyperparameters of CLR training. */
public final class ClrHyperparameters {
  /** Smallest keep probability: dropout rounds to 1/65536. */
  private static final double LEAST_KEPT = 1e-3;

  /** With 1, labels would contain no information. */
  private static final double MOST_SMOOTHED = 0.999;

  private static final Map<String, Range> LIMITS =
      Map.ofEntries(
          Map.entry("lambda", Range.atLeast(0)),
          Map.entry("k", Range.atLeast(1)),
          Map.entry("n_cycles", Range.atLeast(0)),
          Map.entry("m", Range.atLeast(1)),
          Map.entry("p_x", new Range(LEAST_KEPT, 1)),
          Map.entry("p_h", new Range(LEAST_KEPT, 1)),
          Map.entry("label_smoothing", new Range(0, MOST_SMOOTHED)),
          Map.entry("mirror", new Range(0, 1)),
          Map.entry("shift", new Range(0, Jitter.MOST_SHIFT)),
          Map.entry("eta_min", Range.atLeast(0)),
          Map.entry("eta_max", Range.atLeast(0)),
          Map.entry("batch_size", Range.atLeast(1)));

  private ClrHyperparameters() {}

  /**
   * SQL types of the hyperparameters and of the values derived from them, in the order of tables.
   */
  public static Map<String, String> columns() {
    Map<String, String> columns = new LinkedHashMap<>();
    columns.put("lambda", "DOUBLE");
    columns.put("k", "INT");
    columns.put("n_s", "BIGINT");
    columns.put("n_cycles", "INT");
    columns.put("m", "INT");
    columns.put("p_x", "DOUBLE");
    columns.put("p_h", "DOUBLE");
    columns.put("label_smoothing", "DOUBLE");
    columns.put("mirror", "DOUBLE");
    columns.put("shift", "INT");
    columns.put("eta_min", "DOUBLE");
    columns.put("eta_max", "DOUBLE");
    columns.put("batch_size", "INT");
    return columns;
  }

  /** Limits of the hyperparameters by name. */
  public static Map<String, Range> limits() {
    return LIMITS;
  }

  /**
   * The hyperparameters of a setting. Those that an earlier version's study does not have get their
   * defaults.
   */
  static Hyperparameters of(Setting setting) {
    return new Hyperparameters(
        setting.value("lambda"),
        setting.integer("k"),
        setting.integer("n_cycles"),
        setting.integer("m"),
        setting.value("p_x"),
        setting.value("p_h"),
        setting.has("label_smoothing") ? setting.value("label_smoothing") : 0,
        setting.has("mirror") ? setting.value("mirror") : 0,
        setting.has("shift") ? setting.integer("shift") : 0,
        setting.value("eta_min"),
        setting.value("eta_max"),
        setting.integer("batch_size"));
  }
}
