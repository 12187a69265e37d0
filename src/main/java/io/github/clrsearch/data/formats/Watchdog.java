package io.github.clrsearch.data.formats;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Closes a stream that delivers no more data. The JDK's HTTP client has no timeout for the body of
 * a response.
 */
final class Watchdog implements Closeable {
  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "download-watchdog");
            thread.setDaemon(true);
            return thread;
          });

  private volatile boolean dataArrived = true;
  private volatile boolean timedOut;

  /** Watches a stream, and closes it after one to two times {@code timeout} without data. */
  Watchdog(InputStream watched, Duration timeout) {
    long millis = Math.max(1, timeout.toMillis());
    executor.scheduleWithFixedDelay(() -> check(watched), millis, millis, TimeUnit.MILLISECONDS);
  }

  private void check(InputStream watched) {
    if (dataArrived) {
      dataArrived = false;
      return;
    }
    timedOut = true;
    try {
      watched.close();
    } catch (IOException e) {
      // The reader gets an exception of its own.
      return;
    }
  }

  /** Restarts the timeout: data arrived. */
  void reset() {
    dataArrived = true;
  }

  /** Whether the stream was closed because of the timeout. */
  boolean timedOut() {
    return timedOut;
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
