package io.github.clrsearch.tracking;

import java.io.IOException;
import java.time.Duration;

/** Tells somebody about the end of a search. */
public interface Notifier {

  /** Where messages go, for people; without secrets. */
  String name();

  /**
   * Sends a message.
   *
   * @param json the message
   * @param patience after which sending is given up
   * @throws IOException if it cannot be sent; the message has no secrets
   */
  void send(String json, Duration patience) throws IOException, InterruptedException;
}
