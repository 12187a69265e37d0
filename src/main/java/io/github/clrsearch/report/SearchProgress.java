package io.github.clrsearch.report;

import java.time.Duration;
import java.time.Instant;

/**
 * Progress of a study, for its page.
 *
 * @param state whether a search is running
 * @param at time of this state
 * @param planned total number of trials; 0 if unknown
 * @param left estimated remaining time; null if unknown or nothing is left
 * @param reload interval at which an open page reloads itself; null for never
 */
public record SearchProgress(State state, Instant at, int planned, Duration left, Duration reload) {

  /** State of a study. */
  public enum State {
    /** Trials are being trained. */
    RUNNING,
    /** The search was stopped by the user or an error. */
    INTERRUPTED,
    /** No search is running. */
    ENDED
  }

  /** Progress of a study without a running search. */
  public static SearchProgress ended(Instant at) {
    return new SearchProgress(State.ENDED, at, 0, null, null);
  }

  boolean isRunning() {
    return state == State.RUNNING;
  }
}
