package io.github.clrsearch.tracking;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * Client of MLflow's REST API, version 2.0 (https://mlflow.org/docs/latest/rest-api.html).
 * Credentials are those of MLflow's own clients: {@code MLFLOW_TRACKING_TOKEN}, or {@code
 * MLFLOW_TRACKING_USERNAME} and {@code MLFLOW_TRACKING_PASSWORD} in the environment.
 */
final class MlflowServer {
  private static final String API = "/api/2.0/mlflow/";
  private static final Duration CONNECT_PATIENCE = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_PATIENCE)
          .build();

  private final String location;
  private final Optional<String> authorization;

  /**
   * Prepares requests to a server.
   *
   * @param location http or https, without credentials
   * @param environment variables with credentials
   */
  MlflowServer(URI location, Map<String, String> environment) {
    this.location = location.toString().replaceAll("/+$", "");
    this.authorization = authorization(environment);
  }

  private static Optional<String> authorization(Map<String, String> environment) {
    String token = environment.get("MLFLOW_TRACKING_TOKEN");
    String user = environment.get("MLFLOW_TRACKING_USERNAME");
    String password = environment.get("MLFLOW_TRACKING_PASSWORD");
    if (token != null) {
      return Optional.of("Bearer " + token);
    }
    if (user == null || password == null) {
      return Optional.empty();
    }
    String both = user + ":" + password;
    return Optional.of("Basic " + Base64.getEncoder().encodeToString(both.getBytes(UTF_8)));
  }

  /** URL of the server. */
  String location() {
    return location;
  }

  /**
   * Sends a GET request; empty if the server answers 404.
   *
   * @throws IOException if the server does not answer, or answers with an error
   */
  Optional<JsonNode> get(String path, String key, String value)
      throws IOException, InterruptedException {
    String query = "?" + key + "=" + URLEncoder.encode(value, UTF_8);
    HttpResponse<String> response = send(request(path + query).GET());
    return response.statusCode() == NOT_FOUND
        ? Optional.empty()
        : Optional.of(answer(path, response));
  }

  /**
   * Sends a POST request and returns the answer.
   *
   * @throws IOException if the server does not answer, or answers with an error
   */
  JsonNode post(String path, Map<String, Object> message) throws IOException, InterruptedException {
    String body = JSON.writeValueAsString(message);
    HttpRequest.Builder request =
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body, UTF_8));
    return answer(path, send(request));
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(location + API + path)).timeout(PATIENCE);
    authorization.ifPresent(who -> request.header("Authorization", who));
    return request;
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    try {
      return http.send(request.build(), BodyHandlers.ofString(UTF_8));
    } catch (ConnectException e) {
      // Java's exception has no message.
      throw new IOException("no answer", e);
    }
  }

  private static JsonNode answer(String path, HttpResponse<String> response) throws IOException {
    if (response.statusCode() != OK) {
      throw new IOException(
          "%s answered with status %d%s"
              .formatted(path, response.statusCode(), message(response.body())));
    }
    JsonNode answer = JSON.readTree(response.body());
    if (!answer.isObject()) {
      throw new IOException(
          "%s did not answer with a JSON object: not an MLflow server".formatted(path));
    }
    return answer;
  }

  private static String message(String body) {
    try {
      JsonNode message = JSON.readTree(body).path("message");
      return message.isTextual() ? ", " + message.textValue() : "";
    } catch (IOException e) {
      return "";
    }
  }
}
