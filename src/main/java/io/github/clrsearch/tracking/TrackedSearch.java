package io.github.clrsearch.tracking;

import io.github.clrsearch.cluster.SearchListener;
import io.github.clrsearch.search.Stage;
import io.github.clrsearch.search.space.SearchSpace;
import io.github.clrsearch.store.EndedTrial;
import io.github.clrsearch.store.files.StoreException;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Reports the trials of a search to a tracker on its own thread, so that the search never waits.
 * After the first problem, which is reported in one line, the search continues without the tracker.
 * When the search is run again, missing trials are reported.
 */
public final class TrackedSearch implements SearchListener, AutoCloseable {
  private final Tracker tracker;
  private final Consumer<String> warning;
  private final ExecutorService executor = Executors.newSingleThreadExecutor(TrackedSearch::thread);
  private boolean failed;

  /**
   * Starts the thread.
   *
   * @param warning receives at most one line, on any thread
   */
  public TrackedSearch(Tracker tracker, Consumer<String> warning) {
    this.tracker = tracker;
    this.warning = warning;
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "tracking");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void stageStarted(
      Stage stage, SearchSpace space, List<String> lines, int trials, Collection<EndedTrial> kept) {
    List.copyOf(kept).forEach(this::trialEnded);
  }

  @Override
  public void trialEnded(EndedTrial ended) {
    executor.execute(() -> track(ended.withoutModel()));
  }

  private void track(EndedTrial ended) {
    report(
        () -> tracker.track(ended),
        "does not receive trial %s and later ones".formatted(ended.trial()),
        "the search continues. Run the same command again to send the missing trials");
  }

  private void end() {
    report(tracker::end, "does not receive the end of the search", "all trials were sent");
  }

  /** A call of the tracker. */
  @FunctionalInterface
  private interface Report {
    void send() throws IOException, InterruptedException;
  }

  private void report(Report report, String problem, String consequence) {
    if (failed) {
      return;
    }
    try {
      report.send();
    } catch (InterruptedException e) {
      failed = true;
    } catch (Exception | Error e) {
      // Nothing here may stop the search.
      failed = true;
      warning.accept("%s %s (%s); %s".formatted(tracker.name(), problem, reason(e), consequence));
    }
  }

  private static String reason(Throwable e) {
    String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    if (e.getMessage() == null || message.isBlank()) {
      return e.getClass().getSimpleName();
    }
    // The messages of these two are written for users.
    return e instanceof IOException || e instanceof StoreException
        ? message
        : e.getClass().getSimpleName() + ": " + message;
  }

  /**
   * Waits until all trials are reported.
   *
   * @param patience maximum waiting time
   * @throws InterruptedException when interrupted
   */
  public void finish(Duration patience) throws InterruptedException {
    executor.execute(this::end);
    executor.shutdown();
    if (!executor.awaitTermination(patience.toNanos(), TimeUnit.NANOSECONDS)) {
      warning.accept(
          "%s has not received all trials yet: run the same command again to send the missing ones"
              .formatted(tracker.name()));
    }
  }

  /** Stops without reporting the remaining trials. */
  @Override
  public void close() {
    executor.shutdownNow();
  }
}
