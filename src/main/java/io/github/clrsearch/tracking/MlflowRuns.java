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
 * Trials as runs of an MLflow experiment that has the study's name: hyperparameters are parameters,
 * the numbers at a cycle's end metrics at that cycle as their step, outcome and provenance tags. A
 * run's tag {@code clr_search.told} says how much of its trial it has; it comes with the last
 * metrics, in one request, so that nothing is sent twice.
 */
public final class MlflowRuns implements Tracker {
  private static final String FOLDER = "clr_search.folder";
  private static final String TRIAL = "clr_search.trial";
  private static final String TOLD = "clr_search.told";

  /** A request takes a thousand metrics at most, of which a cycle has six. */
  private static final int CYCLES_AT_ONCE = 150;

  private static final int RUNS_AT_ONCE = 1000;
  private static final int LONGEST_TAG = 5000;

  private final MlflowServer server;
  private final String study;
  private final String folder;
  private final Map<String, Run> runs = new HashMap<>();
  private String experiment;

  /** A run, and what of its trial it has been told. */
  private record Run(String id, Told told) {}

  /** The last cycle that was told of, and how the trial had ended then. */
  private record Told(int cycle, String outcome) {
    static final Told NOTHING = new Told(0, "");

    static Told of(EndedTrial ended) {
      return new Told(ended.result().lastCycle(), ended.result().outcome().name());
    }

    static Told parse(String tag) {
      int space = tag.indexOf(' ');
      return space < 1
          ? NOTHING
          : new Told(Integer.parseInt(tag.substring(0, space)), tag.substring(space + 1));
    }

    @Override
    public String toString() {
      return cycle + " " + outcome;
    }
  }

  /**
   * The runs of a study in a folder; the server is not asked anything yet.
   *
   * @param server http or https, without credentials
   * @param environment where these are: see {@link MlflowServer}
   * @param folder tells the study's runs from those of a study of the same name elsewhere
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
  public void tell(EndedTrial ended) throws IOException, InterruptedException {
    if (experiment == null) {
      experiment = experiment();
      readRuns();
    }
    String trial = ended.trial().toString();
    Run run = runs.get(trial);
    Told now = Told.of(ended);
    if (run != null && run.told().equals(now)) {
      return;
    }
    if (run == null) {
      run = new Run(create(ended), Told.NOTHING);
      runs.put(trial, run);
    }
    tellCycles(run, ended);
    end(run, ended);
    runs.put(trial, new Run(run.id(), now));
  }

  private String experiment() throws IOException, InterruptedException {
    Optional<JsonNode> found = server.get("experiments/get-by-name", "experiment_name", study);
    return found.isPresent()
        ? text(found.get().path("experiment"), "experiment_id")
        : text(server.post("experiments/create", Map.of("name", study)), "experiment_id");
  }

  /** What earlier searches in this folder have told. */
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
          runs.put(tags.get(TRIAL), new Run(id, Told.parse(tags.getOrDefault(TOLD, ""))));
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

  /** The cycles that the run does not have; its setting with the first, for it cannot change. */
  private void tellCycles(Run run, EndedTrial ended) throws IOException, InterruptedException {
    List<CycleResult> missing =
        ended.result().cycles().stream().filter(end -> end.cycle() > run.told().cycle()).toList();
    int from = 0;
    do {
      int to = Math.min(missing.size(), from + CYCLES_AT_ONCE);
      List<Map<String, Object>> metrics = new ArrayList<>();
      missing.subList(from, to).forEach(end -> addMetrics(metrics, end, ended));
      Map<String, Object> batch = new LinkedHashMap<>();
      batch.put("run_id", run.id());
      batch.put("metrics", metrics);
      batch.put("params", run.told().equals(Told.NOTHING) ? parameters(ended) : List.of());
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
    addTag(tags, TOLD, Told.of(ended).toString());
    return tags;
  }

  /**
   * Adds a tag that has a value.
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
        switch (ended.result().outcome().kind()) {
          case COMPLETED, STOPPED -> "FINISHED";
          case DIVERGED, FAILED -> "FAILED";
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
      throw new IOException("the answer has no %s: it is no MLflow".formatted(field));
    }
    return value.textValue();
  }
}
