package io.github.clrsearch.tracking;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;

/** Sends the message to a URL, as the body of a POST request. */
public final class WebhookNotifier implements Notifier {
  private static final int SUCCESS = 2;
  private static final int CLASS = 100;

  private final URI url;
  private final String host;

  /**
   * Prepares requests.
   *
   * @param url http or https; may be secret
   * @param host of the URL, for people
   */
  public WebhookNotifier(URI url, String host) {
    this.url = url;
    this.host = host;
  }

  @Override
  public String name() {
    return "notify.webhook (%s)".formatted(host);
  }

  @Override
  public void send(String json, Duration patience) throws IOException, InterruptedException {
    HttpClient client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(patience)
            .build();
    int status;
    try {
      HttpRequest request =
          HttpRequest.newBuilder(url)
              .timeout(patience)
              .header("Content-Type", "application/json")
              .POST(BodyPublishers.ofString(json, UTF_8))
              .build();
      status = client.send(request, BodyHandlers.discarding()).statusCode();
    } catch (HttpTimeoutException e) {
      throw new IOException("no answer within %d s".formatted(patience.toSeconds()), e);
    } catch (IOException | IllegalArgumentException e) {
      // Their messages may contain the URL.
      throw new IOException("no answer: " + e.getClass().getSimpleName(), e);
    }
    if (status / CLASS != SUCCESS) {
      throw new IOException("it answered with status " + status);
    }
  }
}
