package io.github.clrsearch.tracking;

import io.github.clrsearch.search.trial.CycleResult;
import io.github.clrsearch.search.trial.Trial;
import io.github.clrsearch.store.EndedTrial;
import io.github.clrsearch.store.Provenance;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Metrics, parameters and tags of a trial's MLflow run, as MLflow's REST API expects them. */
final class MlflowContent {
  /** Tag with the folder of the study. */
  static final String FOLDER = "clr_search.folder";

  /** Tag of a study's run, which has the runs of its trials as children. */
  static final String STUDY = "clr_search.study";

  /** MLflow's own tag of a child run. */
  static final String PARENT = "mlflow.parentRunId";

  /** Tag with the name of the trial. */
  static final String TRIAL = "clr_search.trial";

  /** Tag that records how much of the trial was logged. */
  static final String LOGGED = "clr_search.told";

  private static final int LONGEST_TAG = 5000;

  private MlflowContent() {}

  /** The metrics of a cycle that were measured. */
  static List<Map<String, Object>> metrics(CycleResult end, EndedTrial ended) {
    Map<String, Double> values = new LinkedHashMap<>();
    values.put("training_cost", end.trainingCost());
    values.put("training_loss", end.trainingLoss());
    values.put("training_accuracy", end.trainingAccuracy());
    values.put("validation_cost", end.validationCost());
    values.put("validation_loss", end.validationLoss());
    values.put("validation_accuracy", end.validationAccuracy());
    values.putAll(end.metrics());
    List<Map<String, Object>> metrics = new ArrayList<>();
    values.forEach(
        (name, value) -> {
          if (Double.isFinite(value)) {
            metrics.add(
                Map.of(
                    "key",
                    name,
                    "value",
                    value,
                    "step",
                    end.cycle(),
                    "timestamp",
                    ended.execution().ended().toEpochMilli()));
          }
        });
    return metrics;
  }

  /** The hyperparameters and derived values as parameters. */
  static List<Map<String, Object>> parameters(EndedTrial ended) {
    Map<String, Object> setting = ended.trial().setting().forms();
    setting.putAll(ended.derived());
    List<Map<String, Object>> parameters = new ArrayList<>();
    setting.forEach(
        (name, value) -> parameters.add(Map.of("key", name, "value", value.toString())));
    return parameters;
  }

  /** Tags that identify the run of a study. */
  static List<Map<String, Object>> identity(String study, String folder) {
    List<Map<String, Object>> tags = new ArrayList<>();
    addTag(tags, FOLDER, folder);
    addTag(tags, STUDY, study);
    return tags;
  }

  /**
   * Tags that identify the run of a trial.
   *
   * @param parent run of the study
   */
  static List<Map<String, Object>> identity(Trial trial, String folder, String parent) {
    List<Map<String, Object>> tags = new ArrayList<>();
    addTag(tags, PARENT, parent);
    addTag(tags, FOLDER, folder);
    addTag(tags, TRIAL, trial.toString());
    addTag(tags, "clr_search.stage", trial.stage());
    addTag(tags, "clr_search.number", Integer.toString(trial.number()));
    addTag(tags, "clr_search.repetition", Integer.toString(trial.repetition()));
    addTag(tags, "clr_search.seed", Long.toString(trial.seed()));
    return tags;
  }

  /**
   * Tags with the outcome and provenance.
   *
   * @param logged value of the tag that records how much of the trial was logged
   */
  static List<Map<String, Object>> outcome(EndedTrial ended, String logged) {
    Provenance provenance = ended.provenance();
    List<Map<String, Object>> tags = new ArrayList<>();
    addTag(tags, "clr_search.outcome", ended.result().outcome().name());
    addTag(tags, "clr_search.reason", ended.result().outcome().reason());
    addTag(tags, "clr_search.updates", Long.toString(ended.result().updates()));
    addTag(tags, "clr_search.host", ended.execution().host());
    addTag(tags, "clr_search.version", provenance.version());
    addTag(tags, "clr_search.data", provenance.data());
    addTag(tags, "clr_search.data_checksum", provenance.dataChecksum());
    addTag(tags, "clr_search.spark", provenance.spark());
    addTag(tags, "clr_search.java", provenance.java());
    addTag(tags, "clr_search.blas", provenance.blas());
    addTag(tags, "clr_search.processor", provenance.processor());
    addTag(tags, LOGGED, logged);
    return tags;
  }

  /**
   * Adds a tag unless its value is null.
   *
   * @param tags modified
   */
  private static void addTag(List<Map<String, Object>> tags, String key, String value) {
    if (value != null) {
      String fits = value.substring(0, Math.min(value.length(), LONGEST_TAG));
      tags.add(Map.of("key", key, "value", fits));
    }
  }
}
