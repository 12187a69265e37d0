package io.github.clrsearch.report;

import java.time.Duration;
import java.time.Instant;

/**
 * How far a study is, for whoever looks at its page meanwhile.
 *
 * @param state whether somebody works on it
 * @param at when that was so
 * @param planned trials in all, 0 where it is not known
 * @param left how long the rest takes at the pace so far; null where nothing is known or left
 * @param reload how often a page that is left open looks for a newer one; null: never
 */
public record SearchProgress(State state, Instant at, int planned, Duration left, Duration reload) {

  /** Whether somebody works on a study. */
  public enum State {
    /** Trials are being trained. */
    RUNNING,
    /** The user has ended it, or an error has. */
    INTERRUPTED,
    /** Nobody works on it. */
    ENDED
  }

  /** Of a study that nobody works on. */
  public static SearchProgress ended(Instant at) {
    return new SearchProgress(State.ENDED, at, 0, null, null);
  }

  boolean isRunning() {
    return state == State.RUNNING;
  }
}
