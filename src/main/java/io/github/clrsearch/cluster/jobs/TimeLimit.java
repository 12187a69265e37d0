package io.github.clrsearch.cluster.jobs;

import io.github.clrsearch.search.trial.Cancellation;
import java.util.function.LongSupplier;

/**
 * Time limit of a task under a time budget: its trials begin no cycle that would end after it,
 * judged by their speed so far. The driver's clock is not compared with the executor's.
 */
final class TimeLimit implements Cancellation {
  private static final double NANOS = 1e9;

  private final Cancellation cancellation;
  private final LongSupplier nanos;
  private final double seconds;
  private final long started;
  private volatile boolean reached;

  /**
   * A limit from now on.
   *
   * @param cancellation by the driver
   * @param nanos a monotonic clock
   * @param seconds infinite for no limit
   */
  TimeLimit(Cancellation cancellation, LongSupplier nanos, double seconds) {
    this.cancellation = cancellation;
    this.nanos = nanos;
    this.seconds = seconds;
    this.started = nanos.getAsLong();
  }

  @Override
  public boolean requested() {
    return cancellation.requested();
  }

  @Override
  public boolean requestedBefore(long updates, long next) {
    double elapsed = (nanos.getAsLong() - started) / NANOS;
    boolean late = elapsed + elapsed * next / Math.max(1, updates) > seconds;
    reached |= late;
    return late || requested();
  }

  /** Whether a trial was asked to end because of this limit. */
  boolean reached() {
    return reached;
  }
}
