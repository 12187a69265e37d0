package io.github.clrsearch.tracking;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.github.clrsearch.search.trial.Metric;
import io.github.clrsearch.search.trial.Outcome;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class SearchNoticesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SECRET = "/hooks/s3cret?token=s3cret";

  @TempDir private Path folder;

  private final Queue<String> received = new ConcurrentLinkedQueue<>();
  private final List<String> warnings = new ArrayList<>();
  private HttpServer server;
  private int status = 204;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.createContext(
        "/hooks/s3cret",
        exchange -> {
          received.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
          exchange.getResponseHeaders().add("Location", "http://127.0.0.1/elsewhere");
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private Notifier webhook() {
    String host = "127.0.0.1:" + server.getAddress().getPort();
    return new WebhookNotifier(URI.create("http://" + host + SECRET), host);
  }

  private SearchNotices notices(Notifier... notifiers) {
    SearchNotices notices = new SearchNotices(List.of(notifiers), "small", warnings::add);
    notices.opened("/runs/small", Metric.accuracy());
    notices.trialEnded(Ended.trial(0, new Outcome.Completed(), 2));
    notices.trialEnded(Ended.trial(1, new Outcome.Diverged("the loss is NaN"), 0));
    return notices;
  }

  @Test
  void aWebhookReceivesTheSummary() throws Exception {
    notices(webhook()).interrupted();

    JsonNode message = JSON.readTree(received.remove());
    assertThat(message.path("event").asText()).isEqualTo("interrupted");
    assertThat(message.path("study").asText()).isEqualTo("small");
    assertThat(message.path("folder").asText()).isEqualTo("/runs/small");
    assertThat(message.path("trials").asInt()).isEqualTo(2);
    assertThat(message.path("outcomes").path("diverged").asInt()).isEqualTo(1);
    assertThat(message.path("best").path("trial").asText()).endsWith("/0");
    assertThat(message.path("best").path("metric").asText()).isEqualTo("validation_accuracy");
    assertThat(message.path("text").asText())
        .startsWith("clr-search: study small interrupted: best validation accuracy ")
        .endsWith("2 trials");
    assertThat(warnings).isEmpty();
  }

  @Test
  void aCommandReadsTheSummary() throws Exception {
    Path file = folder.resolve("message");
    Notifier command = new CommandNotifier(List.of("sh", "-c", "cat > \"$0\"", file.toString()));
    notices(command).failed("the disk is full");

    JsonNode message = JSON.readTree(Files.readString(file));
    assertThat(message.path("event").asText()).isEqualTo("failed");
    assertThat(message.path("reason").asText()).isEqualTo("the disk is full");
    assertThat(message.path("text").asText()).endsWith("2 trials; the disk is full");
    assertThat(warnings).isEmpty();
  }

  @Test
  void everybodyIsToldOnce() throws Exception {
    SearchNotices notices = notices(webhook(), webhook());
    notices.failed("first");
    notices.failed("second");

    assertThat(received).hasSize(2).allMatch(message -> message.contains("first"));
  }

  @ParameterizedTest
  @ValueSource(ints = {302, 404, 500})
  void aServerThatRefusesIsOneLineWithoutTheSecret(int refusing) throws Exception {
    status = refusing;
    notices(webhook()).interrupted();

    assertThat(warnings)
        .containsExactly(
            "notify.webhook (127.0.0.1:%d) was not told: it answered with status %d"
                .formatted(server.getAddress().getPort(), refusing));
  }

  @Test
  void aServerThatIsDownIsOneLineWithoutTheSecret() throws Exception {
    Notifier nobody = webhook();
    server.stop(0);
    notices(nobody).interrupted();

    assertThat(warnings)
        .singleElement()
        .asString()
        .startsWith("notify.webhook (127.0.0.1:")
        .contains("was not told: no answer")
        .doesNotContain("s3cret");
  }

  @Test
  void aBrokenCommandIsOneLineAndTheOthersAreTold() throws Exception {
    notices(
            new CommandNotifier(List.of("/no/such/program", "s3cret")),
            new CommandNotifier(List.of("sh", "-c", "exit 3", "s3cret")),
            new CommandNotifier(List.of("sleep", "50")),
            webhook())
        .interrupted();

    assertThat(warnings)
        .containsExactly(
            "notify.command (/no/such/program) was not told: it cannot be started: is it installed and executable?",
            "notify.command (sh) was not told: it ended with status 3",
            "notify.command (sleep) was not told: it did not end within 2 s");
    assertThat(received).hasSize(1);
  }
}
