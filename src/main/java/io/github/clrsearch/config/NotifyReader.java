package io.github.clrsearch.config;

import com.typesafe.config.Config;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * Reads the section {@code notify}.
 *
 * @param problems modified: problems are added
 */
record NotifyReader(Config config, Problems problems) {
  private static final String COMMAND = "notify.command";
  private static final String WEBHOOK = "notify.webhook";

  Notification read() {
    List<String> command = new Values(config, problems).strings(COMMAND);
    if (!command.isEmpty() && command.get(0).isBlank()) {
      problems.add(
          config.getValue(COMMAND).origin(),
          "%s must begin with a program, such as [mail, -s, search, me@example.org]"
              .formatted(COMMAND));
    }
    return new Notification(command, webhook());
  }

  private Optional<SecretUrl> webhook() {
    if (config.getIsNull(WEBHOOK)) {
      return Optional.empty();
    }
    String text = problems.read(() -> config.getString(WEBHOOK), "http://host");
    Optional<URI> url = Values.url(text);
    if (url.isPresent()) {
      return url.map(SecretUrl::new);
    }
    problems.add(
        config.getValue(WEBHOOK).origin(),
        "%s must be an http or https URL, such as https://example.org/hook (its value is not shown, because it may be secret)"
            .formatted(WEBHOOK));
    return Optional.empty();
  }
}
