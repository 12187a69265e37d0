package io.github.clrsearch.services;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An API server of Kubernetes that keeps what it is given and runs nothing. */
final class FakeKubernetes implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<JsonNode> created = new CopyOnWriteArrayList<>();

  FakeKubernetes() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  /** The value of {@code --master}. */
  String master() {
    return "k8s://http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** The objects of a kind. */
  List<JsonNode> created(String kind) {
    List<JsonNode> found = new ArrayList<>();
    created.stream().filter(each -> each.path("kind").asText().equals(kind)).forEach(found::add);
    return found;
  }

  private void answer(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    switch (exchange.getRequestMethod()) {
      case "POST", "PATCH", "PUT" -> {
        ObjectNode object = (ObjectNode) JSON.readTree(body);
        created.add(object.deepCopy());
        object.withObject("/metadata").put("uid", UUID.randomUUID().toString());
        object.withObject("/metadata").put("resourceVersion", "1");
        send(exchange, exchange.getRequestMethod().equals("POST") ? 201 : 200, object);
      }
      case "GET" ->
          send(
              exchange,
              404,
              Map.of("kind", "Status", "apiVersion", "v1", "status", "Failure", "code", 404));
      default ->
          send(exchange, 200, Map.of("kind", "Status", "apiVersion", "v1", "status", "Success"));
    }
  }

  private static void send(HttpExchange exchange, int status, Object content) throws IOException {
    byte[] bytes = JSON.writeValueAsBytes(content);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    try (exchange) {
      exchange.getResponseBody().write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
