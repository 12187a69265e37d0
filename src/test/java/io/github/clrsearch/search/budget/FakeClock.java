package io.github.clrsearch.search.budget;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/** Clocks that a test moves. */
public final class FakeClock {
  private final ZoneId zone;
  private long nanos = 7_000_000_000L;
  private Instant wall;

  /** A clock that shows a local time. */
  public FakeClock(ZonedDateTime now) {
    this.zone = now.getZone();
    this.wall = now.toInstant();
  }

  /** A clock that shows noon somewhere. */
  public FakeClock() {
    this(ZonedDateTime.of(2026, 11, 27, 12, 0, 0, 0, ZoneId.of("UTC")));
  }

  /** Time passes on both clocks. */
  public synchronized void pass(Duration time) {
    nanos += time.toNanos();
    wall = wall.plus(time);
  }

  /** The time of day is set; no time passes. */
  public synchronized void set(ZonedDateTime now) {
    wall = now.toInstant();
  }

  private synchronized long nanos() {
    return nanos;
  }

  private synchronized Instant wall() {
    return wall;
  }

  /** The clocks as a search sees them. */
  public ClockSource source() {
    return new ClockSource(this::nanos, this::wall, zone);
  }
}
