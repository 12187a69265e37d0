package io.github.clrsearch.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigObject;
import io.github.clrsearch.search.Learning;
import io.github.clrsearch.search.Sampling;

/**
 * Reads which of its own trials a trial learns from.
 *
 * @param own keys of the stage alone
 * @param stage the same with defaults, under their full path
 * @param path of the stage
 * @param slots number of trials that are expected to train at the same time, at least 1
 * @param problems modified: problems are added
 */
record LearningReader(ConfigObject own, Config stage, String path, int slots, Problems problems) {
  private static final String LAG = "lag";
  private static final String BATCH = "batch";

  /** The trials; by default, all but as many as there are slots. */
  Learning read(Sampling sampling) {
    // A stage's own key precedes the defaults.
    boolean lag = !stage.getIsNull(path + "." + LAG) && (has(LAG) || !has(BATCH));
    boolean batch = !stage.getIsNull(path + "." + BATCH) && (has(BATCH) || !has(LAG));
    if (lag && batch) {
      problems.add(
          stage.getValue(path + "." + BATCH).origin(),
          "%s.%s and %s.%s exclude each other: remove one of them"
              .formatted(path, BATCH, path, LAG));
    }
    if (!sampling.learns()) {
      refuse(LAG, sampling);
      refuse(BATCH, sampling);
    }
    Values values = new Values(stage, problems);
    return batch
        ? new Learning.Batch(values.count(path + "." + BATCH, 1))
        : new Learning.Lag(lag ? values.count(path + "." + LAG, 1) : slots);
  }

  private boolean has(String key) {
    return own.containsKey(key);
  }

  private void refuse(String key, Sampling sampling) {
    if (has(key)) {
      problems.add(
          own.get(key).origin(),
          "%s.%s has no effect together with sampler = %s, which does not learn: remove it, or use sampler = %s"
              .formatted(path, key, sampling, Sampling.GP));
    }
  }
}
