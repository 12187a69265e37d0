package io.github.clrsearch.search.budget;

import java.time.Duration;
import java.time.LocalTime;

/** How long a search may take. */
public sealed interface TimeBudget {

  /** As long as it needs. */
  record Unlimited() implements TimeBudget {}

  /**
   * This long, all runs of the study together.
   *
   * @param duration greater than zero
   */
  record Total(Duration duration) implements TimeBudget {
    /** Checks the duration. */
    public Total {
      checkPositive(duration);
    }
  }

  /**
   * This long, in addition to what the study took before. A search that was broken off has the rest
   * of its time.
   *
   * @param duration greater than zero
   */
  record Additional(Duration duration) implements TimeBudget {
    /** Checks the duration. */
    public Additional {
      checkPositive(duration);
    }
  }

  /**
   * Until this local time, today or tomorrow. A search that was broken off keeps its appointment.
   */
  record Until(LocalTime time) implements TimeBudget {}

  private static void checkPositive(Duration duration) {
    if (duration.isZero() || duration.isNegative()) {
      throw new IllegalArgumentException(
          "a time budget must be greater than 0, but got " + duration);
    }
  }
}
