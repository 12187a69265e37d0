package io.github.clrsearch.search.budget;

import java.time.Duration;
import java.time.LocalTime;

/** How long a search may take. */
public sealed interface TimeBudget {

  /** As long as it needs. */
  record Unlimited() implements TimeBudget {}

  /**
   * A duration for all runs of the study together.
   *
   * @param duration greater than zero
   */
  record Total(Duration duration) implements TimeBudget {
    public Total {
      checkPositive(duration);
    }
  }

  /**
   * A duration in addition to what the study has taken before. An interrupted search has the rest
   * of its time.
   *
   * @param duration greater than zero
   */
  record Additional(Duration duration) implements TimeBudget {
    public Additional {
      checkPositive(duration);
    }
  }

  /** Until a local time, today or tomorrow. An interrupted search keeps its end time. */
  record Until(LocalTime time) implements TimeBudget {}

  private static void checkPositive(Duration duration) {
    if (duration.isZero() || duration.isNegative()) {
      throw new IllegalArgumentException(
          "a time budget must be greater than 0, but got " + duration);
    }
  }
}
