package io.github.clrsearch.cluster.training;

import io.github.clrsearch.search.space.Range;
import io.github.clrsearch.search.space.Setting;
import io.github.clrsearch.training.Hyperparameter;
import io.github.clrsearch.training.Hyperparameters;
import io.github.clrsearch.training.TrainingMethod;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@link Hyperparameter}s as the search and the store see them. */
public final class ClrHyperparameters {
  /** A column that follows from k: half the length of a cycle, in updates. */
  public static final String N_S = "n_s";

  private ClrHyperparameters() {}

  /** SQL types of the hyperparameters and of n_s, by name, in the order of the columns. */
  public static Map<String, String> columns() {
    Map<String, String> columns = new LinkedHashMap<>();
    for (Hyperparameter each : Hyperparameter.values()) {
      columns.put(each.key(), each.type() == Hyperparameter.Type.INTEGER ? "INT" : "DOUBLE");
      if (each == Hyperparameter.K) {
        columns.put(N_S, "BIGINT");
      }
    }
    return columns;
  }

  /** Hard limits of the hyperparameters by name. */
  public static Map<String, Range> limits() {
    Map<String, Range> limits = new LinkedHashMap<>();
    for (Hyperparameter each : Hyperparameter.values()) {
      limits.put(each.key(), new Range(each.min(), each.max()));
    }
    return limits;
  }

  /**
   * The hyperparameters of a setting. One that the setting lacks, because an earlier version did
   * not have it, has its default.
   */
  static Hyperparameters of(Setting setting, TrainingMethod method) {
    return Hyperparameters.of(setting.values(), method);
  }
}
