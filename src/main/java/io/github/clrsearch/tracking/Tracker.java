package io.github.clrsearch.tracking;

import io.github.clrsearch.store.EndedTrial;
import java.io.IOException;

/** Tells another program of trials. What it was told before, it is not told twice. */
public interface Tracker {

  /** What is told, for messages: {@code MLflow at http://...}. */
  String name();

  /**
   * Tells of a trial that has ended, for now at least, now or in a search before.
   *
   * @throws IOException where the other program does not take it
   * @throws InterruptedException when interrupted
   */
  void tell(EndedTrial ended) throws IOException, InterruptedException;
}
