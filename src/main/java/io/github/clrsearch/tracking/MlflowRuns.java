package io.github.clrsearch.tracking;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.clrsearch.search.trial.CycleResult;
import io.github.clrsearch.store.EndedTrial;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Logs a study as a run of an MLflow experiment with its name, and its trials as the children of
 * this run. Hyperparameters are parameters, the results of a cycle are metrics with the cycle as
 * their step, outcome and provenance are tags. The tag {@code clr_search.told} of a run records how
 * much of its trial was logged. It is sent with the last metrics in one request, so that nothing is
 * sent twice.
 */
public final class MlflowRuns implements Tracker {
  /** A request may contain a thousand metrics, and a cycle has six. */
  private static final int CYCLES_AT_ONCE = 150;

  private static final int RUNS_AT_ONCE = 1000;

  private final MlflowServer server;
  private final String study;
  private final String folder;
  private final Map<String, Run> runs = new HashMap<>();
  private String experiment;

  /** Run of the study; null until a trial is logged. */
  private String parent;

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
    if (parent == null) {
      parent = create(study, ended.execution().started(), MlflowContent.identity(study, folder));
    }
    String trial = ended.trial().toString();
    Run run = runs.get(trial);
    Logged now = Logged.of(ended);
    if (run != null && run.logged().equals(now)) {
      return;
    }
    if (run == null) {
      Instant started = ended.execution().started();
      run =
          new Run(
              create(trial, started, MlflowContent.identity(ended.trial(), folder, parent)),
              Logged.NOTHING);
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
        if (folder.equals(tags.get(MlflowContent.FOLDER))) {
          read(text(run.path("info"), "run_id"), tags);
        }
      }
      page = answer.path("next_page_token").asText("");
    } while (!page.isEmpty());
  }

  private void read(String id, Map<String, String> tags) {
    if (tags.containsKey(MlflowContent.TRIAL)) {
      Logged logged = Logged.parse(tags.getOrDefault(MlflowContent.LOGGED, ""));
      runs.put(tags.get(MlflowContent.TRIAL), new Run(id, logged));
    } else if (tags.containsKey(MlflowContent.STUDY)) {
      parent = id;
    }
  }

  private String create(String name, Instant started, List<Map<String, Object>> tags)
      throws IOException, InterruptedException {
    Map<String, Object> run = new LinkedHashMap<>();
    run.put("experiment_id", experiment);
    run.put("run_name", name);
    run.put("start_time", started.toEpochMilli());
    run.put("tags", tags);
    return text(server.post("runs/create", run).path("run").path("info"), "run_id");
  }

  /** Logs the missing cycles; with the first ones the setting, which cannot change. */
  private void logCycles(Run run, EndedTrial ended) throws IOException, InterruptedException {
    List<CycleResult> missing =
        ended.result().cycles().stream().filter(end -> end.cycle() > run.logged().cycle()).toList();
    int from = 0;
    do {
      int to = Math.min(missing.size(), from + CYCLES_AT_ONCE);
      List<Map<String, Object>> metrics =
          missing.subList(from, to).stream()
              .flatMap(end -> MlflowContent.metrics(end, ended).stream())
              .toList();
      Map<String, Object> batch = new LinkedHashMap<>();
      batch.put("run_id", run.id());
      batch.put("metrics", metrics);
      batch.put(
          "params",
          run.logged().equals(Logged.NOTHING) ? MlflowContent.parameters(ended) : List.of());
      batch.put(
          "tags",
          to == missing.size()
              ? MlflowContent.outcome(ended, Logged.of(ended).toString())
              : List.of());
      server.post("runs/log-batch", batch);
      from = to;
    } while (from < missing.size());
  }

  private void end(Run run, EndedTrial ended) throws IOException, InterruptedException {
    String status =
        switch (ended.result().outcome().kind()) {
          case COMPLETED, STOPPED -> "FINISHED";
          case DIVERGED, FAILED -> "FAILED";
        };
    update(run.id(), status, ended.execution().ended());
  }

  @Override
  public void end() throws IOException, InterruptedException {
    if (parent != null) {
      update(parent, "FINISHED", Instant.now());
    }
  }

  private void update(String run, String status, Instant ended)
      throws IOException, InterruptedException {
    server.post(
        "runs/update", Map.of("run_id", run, "status", status, "end_time", ended.toEpochMilli()));
  }

  private static String text(JsonNode node, String field) throws IOException {
    JsonNode value = node.path(field);
    if (!value.isTextual()) {
      throw new IOException("the answer has no %s: not an MLflow server".formatted(field));
    }
    return value.textValue();
  }
}
