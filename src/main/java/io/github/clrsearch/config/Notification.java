package io.github.clrsearch.config;

import java.util.List;
import java.util.Optional;

/**
 * Who receives a summary when a search ends.
 *
 * @param command a program and its arguments, which receives the summary on standard input; empty
 *     for none
 * @param webhook receives the summary in a request; empty for none
 */
public record Notification(List<String> command, Optional<SecretUrl> webhook) {
  /** Copies the command. */
  public Notification {
    command = List.copyOf(command);
  }
}
