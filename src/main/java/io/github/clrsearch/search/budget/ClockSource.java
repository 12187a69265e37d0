package io.github.clrsearch.search.budget;

import java.time.InstantSource;
import java.time.ZoneId;
import java.util.function.LongSupplier;

/**
 * The clocks of the machine. Durations are measured on the monotonic one, because the other may be
 * set.
 *
 * @param nanos monotonic, nanoseconds from any origin
 * @param wall time of day
 * @param zone of local times
 */
public record ClockSource(LongSupplier nanos, InstantSource wall, ZoneId zone) {

  public static ClockSource system() {
    return new ClockSource(System::nanoTime, InstantSource.system(), ZoneId.systemDefault());
  }
}
