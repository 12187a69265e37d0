package io.github.clrsearch.tracking;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.clrsearch.search.trial.CycleResult;
import io.github.clrsearch.search.trial.Trial;
import io.github.clrsearch.store.EndedTrial;
import io.github.clrsearch.store.Provenance;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Logs trials as runs of an MLflow experiment with the study's name. Hyperparameters are
 * parameters, the results of a cycle are metrics with the cycle as their step, outcome and
 * provenance are tags. The tag {@code clr_search.told} of a run says how much of its trial was
 * logged. It is sent with the last metrics in one request, so that nothing is sent twice.
 */
public final class MlflowRuns implements Tracker {
  private static final String FOLDER = "clr_search.folder";
  private static final String TRIAL = "clr_search.trial";
  private static final String TOLD = "clr_search.told";

  /** A request may contain a thousand metrics, and a cycle has six. */
  private static final int CYCLES_AT_ONCE = 150;

  private static final int RUNS_AT_ONCE = 1000;
  private static final int LONGEST_TAG = 5000;

  private final MlflowServer server;
  private final String study;
  private final String folder;
  private final Map<String, Run> runs = new HashMap<>();
  private String experiment;

  /** A run, and how much of its trial was logged. */
  private record Run(String id, Logged logged) {}

  /** The last logged cycle, and the outcome of the trial at that time. */
  private record Logged(int cycle, String outcome) {
    static final Logged NOTHING = new Logged(0, "");

    static Logged of(EndedTrial ended) {
      return new Logged(ended.result().lastCycle(), ended.result().outcome().name());
    }

    static Logged parse(String tag) {
      int space = tag.indexOf(' ');
      return space < 1
          ? NOTHING
          : new Logged(Integer.parseInt(tag.substring(0, space)), tag.substring(space + 1));
    }

    @Override
    public String toString() {
      return cycle + " " + outcome;
    }
  }

  /**
   * Logs the trials of a study. The server is not contacted yet.
   *
   * @param server http or https, without credentials
   * @param environment variables with credentials: see {@link MlflowServer}
   * @param folder distinguishes the runs from those of a study with the same name elsewhere
   */
  public MlflowRuns(URI server, Map<String, String> environment, String study, String folder) {
    this.server = new MlflowServer(server, environment);
    this.study = study;
    this.folder = folder;
  }

  @Override
  public String name() {
    return "MLflow at " + server.location();
  }

  @Override
  public void track(EndedTrial ended) throws IOException, InterruptedException {
    if (experiment == null) {
      experiment = experiment();
      readRuns();
    }
    String trial = ended.trial().toString();
    Run run = runs.get(trial);
    Logged now = Logged.of(ended);
    if (run != null && run.logged().equals(now)) {
      return;
    }
    if (run == null) {
      run = new Run(create(ended), Logged.NOTHING);
      runs.put(trial, run);
    }
    logCycles(run, ended);
    end(run, ended);
    runs.put(trial, new Run(run.id(), now));
  }

  private String experiment() throws IOException, InterruptedException {
    Optional<JsonNode> found = server.get("experiments/get-by-name", "experiment_name", study);
    return found.isPresent()
        ? text(found.get().path("experiment"), "experiment_id")
        : text(server.post("experiments/create", Map.of("name", study)), "experiment_id");
  }

  /** Reads what earlier searches in this folder have logged. */
  private void readRuns() throws IOException, InterruptedException {
    String page = "";
    do {
      Map<String, Object> query = new LinkedHashMap<>();
      query.put("experiment_ids", List.of(experiment));
      query.put("max_results", RUNS_AT_ONCE);
      if (!page.isEmpty()) {
        query.put("page_token", page);
      }
      JsonNode answer = server.post("runs/search", query);
      for (JsonNode run : answer.path("runs")) {
        Map<String, String> tags = new HashMap<>();
        for (JsonNode tag : run.path("data").path("tags")) {
          tags.put(tag.path("key").asText(), tag.path("value").asText());
        }
        if (folder.equals(tags.get(FOLDER)) && tags.containsKey(TRIAL)) {
          String id = text(run.path("info"), "run_id");
          runs.put(tags.get(TRIAL), new Run(id, Logged.parse(tags.getOrDefault(TOLD, ""))));
        }
      }
      page = answer.path("next_page_token").asText("");
    } while (!page.isEmpty());
  }

  private String create(EndedTrial ended) throws IOException, InterruptedException {
    Trial trial = ended.trial();
    List<Map<String, Object>> tags = new ArrayList<>();
    addTag(tags, FOLDER, folder);
    addTag(tags, TRIAL, trial.toString());
    addTag(tags, "clr_search.stage", trial.stage());
    addTag(tags, "clr_search.number", Integer.toString(trial.number()));
    addTag(tags, "clr_search.repetition", Integer.toString(trial.repetition()));
    addTag(tags, "clr_search.seed", Long.toString(trial.seed()));
    JsonNode answer =
        server.post(
            "runs/create",
            Map.of(
                "experiment_id",
                experiment,
                "run_name",
                trial.toString(),
                "start_time",
                ended.execution().started().toEpochMilli(),
                "tags",
                tags));
    return text(answer.path("run").path("info"), "run_id");
  }

  /** Logs the missing cycles; with the first ones the setting, which cannot change. */
  private void logCycles(Run run, EndedTrial ended) throws IOException, InterruptedException {
    List<CycleResult> missing =
        ended.result().cycles().stream().filter(end -> end.cycle() > run.logged().cycle()).toList();
    int from = 0;
    do {
      int to = Math.min(missing.size(), from + CYCLES_AT_ONCE);
      List<Map<String, Object>> metrics = new ArrayList<>();
      missing.subList(from, to).forEach(end -> addMetrics(metrics, end, ended));
      Map<String, Object> batch = new LinkedHashMap<>();
      batch.put("run_id", run.id());
      batch.put("metrics", metrics);
      batch.put("params", run.logged().equals(Logged.NOTHING) ? parameters(ended) : List.of());
      batch.put("tags", to == missing.size() ? tags(ended) : List.of());
      server.post("runs/log-batch", batch);
      from = to;
    } while (from < missing.size());
  }

  private static void addMetrics(
      List<Map<String, Object>> metrics, CycleResult end, EndedTrial ended) {
    Map<String, Double> values = new LinkedHashMap<>();
    values.put("training_cost", end.trainingCost());
    values.put("training_loss", end.trainingLoss());
    values.put("training_accuracy", end.trainingAccuracy());
    values.put("validation_cost", end.validationCost());
    values.put("validation_loss", end.validationLoss());
    values.put("validation_accuracy", end.validationAccuracy());
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
  }

  private static List<Map<String, Object>> parameters(EndedTrial ended) {
    Map<String, Double> setting = new LinkedHashMap<>(ended.trial().setting().values());
    setting.putAll(ended.derived());
    List<Map<String, Object>> parameters = new ArrayList<>();
    setting.forEach(
        (name, value) -> parameters.add(Map.of("key", name, "value", Double.toString(value))));
    return parameters;
  }

  private static List<Map<String, Object>> tags(EndedTrial ended) {
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
    addTag(tags, TOLD, Logged.of(ended).toString());
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

  private void end(Run run, EndedTrial ended) throws IOException, InterruptedException {
    String status =
        switch (ended.result().outcome().name()) {
          case "completed", "stopped" -> "FINISHED";
          default -> "FAILED";
        };
    server.post(
        "runs/update",
        Map.of(
            "run_id",
            run.id(),
            "status",
            status,
            "end_time",
            ended.execution().ended().toEpochMilli()));
  }

  private static String text(JsonNode node, String field) throws IOException {
    JsonNode value = node.path(field);
    if (!value.isTextual()) {
      throw new IOException("the answer has no %s: not an MLflow server".formatted(field));
    }
    return value.textValue();
  }
}
