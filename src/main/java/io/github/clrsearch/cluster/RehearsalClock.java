package io.github.clrsearch.cluster;

import io.github.clrsearch.search.budget.ClockSource;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** A clock that stands still until it is set. */
final class RehearsalClock {
  private static final double NANOS = 1e9;

  private final Instant began = Instant.now();
  private double seconds;

  /** Seconds since the beginning. */
  double seconds() {
    return seconds;
  }

  /** Sets the seconds since the beginning; they never decrease. */
  void set(double later) {
    seconds = Math.max(seconds, later);
  }

  /** The time of day at some seconds since the beginning. */
  Instant at(double time) {
    return began.plus(Duration.ofNanos((long) (NANOS * time)));
  }

  /** This clock for a time budget. */
  ClockSource source() {
    return new ClockSource(
        () -> (long) (NANOS * seconds), () -> at(seconds), ZoneId.systemDefault());
  }
}
