package clrsearch.cluster;

import clrsearch.search.Range;
import clrsearch.search.Setting;
import clrsearch.training.Hyperparameters;
import java.util.LinkedHashMap;
import java.util.Map;

/** The hyperparameters of CLR training by their names in studies and tables. */
public final class ClrHyperparameters {
  /** The smallest probability of keeping a node: dropout rounds to 1/65536. */
  private static final double LEAST_KEPT = 1e-3;

  private static final Map<String, Range> LIMITS =
      Map.of(
          "lambda", Range.atLeast(0),
          "k", Range.atLeast(1),
          "n_cycles", Range.atLeast(0),
          "m", Range.atLeast(1),
          "p_x", new Range(LEAST_KEPT, 1),
          "p_h", new Range(LEAST_KEPT, 1),
          "eta_min", Range.atLeast(0),
          "eta_max", Range.atLeast(0),
          "batch_size", Range.atLeast(1));

  private ClrHyperparameters() {}

  /** The SQL types of the hyperparameters and of what follows from them, in the tables' order. */
  public static Map<String, String> columns() {
    Map<String, String> columns = new LinkedHashMap<>();
    columns.put("lambda", "DOUBLE");
    columns.put("k", "INT");
    columns.put("n_s", "BIGINT");
    columns.put("n_cycles", "INT");
    columns.put("m", "INT");
    columns.put("p_x", "DOUBLE");
    columns.put("p_h", "DOUBLE");
    columns.put("eta_min", "DOUBLE");
    columns.put("eta_max", "DOUBLE");
    columns.put("batch_size", "INT");
    return columns;
  }

  /** The hard limits of the hyperparameters by name. */
  public static Map<String, Range> limits() {
    return LIMITS;
  }

  /** The hyperparameters of a setting. */
  static Hyperparameters of(Setting setting) {
    return new Hyperparameters(
        setting.value("lambda"),
        setting.integer("k"),
        setting.integer("n_cycles"),
        setting.integer("m"),
        setting.value("p_x"),
        setting.value("p_h"),
        setting.value("eta_min"),
        setting.value("eta_max"),
        setting.integer("batch_size"));
  }
}
