package io.github.clrsearch.data.formats;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Closes a stream from which nothing comes any more: the HTTP client itself waits for a body
 * without end.
 */
final class Watchdog implements Closeable {
  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "download-watchdog");
            thread.setDaemon(true);
            return thread;
          });

  private volatile boolean alive = true;
  private volatile boolean barked;

  /** Watches a stream; it is closed when one to two times {@code patience} pass in silence. */
  Watchdog(InputStream watched, Duration patience) {
    long millis = Math.max(1, patience.toMillis());
    executor.scheduleWithFixedDelay(() -> look(watched), millis, millis, TimeUnit.MILLISECONDS);
  }

  private void look(InputStream watched) {
    if (alive) {
      alive = false;
      return;
    }
    barked = true;
    try {
      watched.close();
    } catch (IOException e) {
      // The reader's own exception tells what happened.
      return;
    }
  }

  /** Something came. */
  void alive() {
    alive = true;
  }

  /** Whether the stream was closed for its silence. */
  boolean barked() {
    return barked;
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
