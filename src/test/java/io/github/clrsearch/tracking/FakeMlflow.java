package io.github.clrsearch.tracking;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A server that behaves like MLflow: experiments by name, runs with tags, parameters that cannot
 * change, batches, and searches in pages of two.
 */
final class FakeMlflow implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String API = "/api/2.0/mlflow/";
  private static final int PAGE = 2;

  private final HttpServer server;
  private final Map<String, String> experiments = new LinkedHashMap<>();

  final Map<String, Run> runs = new LinkedHashMap<>();
  final List<String> requests = new ArrayList<>();
  final List<String> authorizations = new ArrayList<>();
  private boolean failing;

  /** The content of a run. */
  static final class Run {
    String experiment;
    String status = "RUNNING";
    final Map<String, String> tags = new LinkedHashMap<>();
    final Map<String, String> parameters = new LinkedHashMap<>();
    final List<String> metrics = new ArrayList<>();
  }

  FakeMlflow() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:%d/".formatted(server.getAddress().getPort()));
  }

  /** Makes every further request fail. */
  synchronized void fail() {
    failing = true;
  }

  /** The run of a trial. */
  synchronized Run run(String trial) {
    return runs.values().stream()
        .filter(run -> trial.equals(run.tags.get("clr_search.trial")))
        .findFirst()
        .orElseThrow();
  }

  private synchronized void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    requests.add(path.substring(Math.min(path.length(), API.length())));
    authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
    JsonNode body = JSON.readTree(exchange.getRequestBody().readAllBytes());
    ObjectNode answer = JSON.createObjectNode();
    int status = failing ? 500 : respond(path, exchange.getRequestURI().getQuery(), body, answer);
    if (failing) {
      answer.put("error_code", "INTERNAL_ERROR").put("message", "the disk is full");
    }
    byte[] bytes = JSON.writeValueAsBytes(answer);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private int respond(String path, String query, JsonNode body, ObjectNode answer) {
    switch (path.substring(API.length())) {
      case "experiments/get-by-name" -> {
        String id = experiments.get(query.substring("experiment_name=".length()));
        if (id == null) {
          answer.put("error_code", "RESOURCE_DOES_NOT_EXIST");
          return 404;
        }
        answer.putObject("experiment").put("experiment_id", id);
      }
      case "experiments/create" -> {
        String id = Integer.toString(experiments.size() + 1);
        experiments.put(body.get("name").textValue(), id);
        answer.put("experiment_id", id);
      }
      case "runs/search" -> search(body, answer);
      case "runs/create" -> {
        Run run = new Run();
        run.experiment = body.get("experiment_id").textValue();
        addTags(run, body);
        String id = "run" + runs.size();
        runs.put(id, run);
        answer.putObject("run").putObject("info").put("run_id", id);
      }
      case "runs/log-batch" -> {
        return log(runs.get(body.get("run_id").textValue()), body, answer);
      }
      case "runs/update" ->
          runs.get(body.get("run_id").textValue()).status = body.get("status").textValue();
      default -> {
        return 404;
      }
    }
    return 200;
  }

  private void search(JsonNode body, ObjectNode answer) {
    int from = Integer.parseInt(body.path("page_token").asText("0"));
    List<String> ids = new ArrayList<>(runs.keySet());
    ArrayNode found = answer.putArray("runs");
    for (String id : ids.subList(from, Math.min(ids.size(), from + PAGE))) {
      ObjectNode run = found.addObject();
      run.putObject("info").put("run_id", id);
      ArrayNode tags = run.putObject("data").putArray("tags");
      runs.get(id)
          .tags
          .forEach((key, value) -> tags.addObject().put("key", key).put("value", value));
    }
    if (from + PAGE < ids.size()) {
      answer.put("next_page_token", Integer.toString(from + PAGE));
    }
  }

  private static int log(Run run, JsonNode body, ObjectNode answer) {
    for (JsonNode parameter : body.get("params")) {
      String value = parameter.get("value").textValue();
      String before = run.parameters.putIfAbsent(parameter.get("key").textValue(), value);
      if (before != null && !before.equals(value)) {
        answer.put("message", "Changing param values is not allowed");
        return 400;
      }
    }
    for (JsonNode metric : body.get("metrics")) {
      run.metrics.add(
          "%s %d %s"
              .formatted(
                  metric.get("key").textValue(),
                  metric.get("step").longValue(),
                  metric.get("value").doubleValue()));
    }
    addTags(run, body);
    return 200;
  }

  private static void addTags(Run run, JsonNode body) {
    for (JsonNode tag : body.get("tags")) {
      run.tags.put(tag.get("key").textValue(), tag.get("value").textValue());
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
