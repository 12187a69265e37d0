package io.github.clrsearch.tracking;

import io.github.clrsearch.store.EndedTrial;
import java.io.IOException;

/** Reports trials to another program. A trial that was reported before is not repeated. */
public interface Tracker {

  /** Name for messages, such as {@code MLflow at http://...}. */
  String name();

  /**
   * Reports a trial that has ended, now or in an earlier search. It may be continued later.
   *
   * @throws IOException if the other program does not accept it
   * @throws InterruptedException when interrupted
   */
  void track(EndedTrial ended) throws IOException, InterruptedException;

  /**
   * Reports that the search has ended. It may be continued later.
   *
   * @throws IOException if the other program does not accept it
   * @throws InterruptedException when interrupted
   */
  default void end() throws IOException, InterruptedException {}
}
