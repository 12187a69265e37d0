package io.github.clrsearch.tracking;

import io.github.clrsearch.cluster.SearchListener;
import io.github.clrsearch.search.Stage;
import io.github.clrsearch.search.space.SearchSpace;
import io.github.clrsearch.store.EndedTrial;
import io.github.clrsearch.store.StoreException;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Tells a tracker of a search's trials on a thread of its own: the search never waits for it. The
 * first thing that goes wrong is one line, and then the search goes on without; begun again, it
 * tells what is missing.
 */
public final class TrackedSearch implements SearchListener, AutoCloseable {
  private final Tracker tracker;
  private final Consumer<String> warning;
  private final ExecutorService teller = Executors.newSingleThreadExecutor(TrackedSearch::thread);
  private boolean failed;

  /**
   * Begins with nothing to tell.
   *
   * @param warning is told a line, once at most, on any thread
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
    teller.execute(() -> tell(ended.withoutModel()));
  }

  private void tell(EndedTrial ended) {
    if (failed) {
      return;
    }
    try {
      tracker.tell(ended);
    } catch (InterruptedException e) {
      failed = true;
    } catch (Exception | Error e) {
      // Whatever it is, the search goes on.
      failed = true;
      warning.accept(
          "%s is not told of trial %s and those after it (%s); the search goes on, and the same command tells what is missing"
              .formatted(tracker.name(), ended.trial(), reason(e)));
    }
  }

  private static String reason(Throwable e) {
    String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    if (e.getMessage() == null || message.isBlank()) {
      return e.getClass().getSimpleName();
    }
    // Those two have messages for whoever reads this.
    return e instanceof IOException || e instanceof StoreException
        ? message
        : e.getClass().getSimpleName() + ": " + message;
  }

  /**
   * The search has come to its end: waits until all is told.
   *
   * @param patience how long at most
   * @throws InterruptedException when interrupted
   */
  public void finish(Duration patience) throws InterruptedException {
    teller.shutdown();
    if (!teller.awaitTermination(patience.toNanos(), TimeUnit.NANOSECONDS)) {
      warning.accept(
          "%s is not told of all trials yet: the same command tells what is missing"
              .formatted(tracker.name()));
    }
  }

  /** Ends at once, whatever there is still to tell. */
  @Override
  public void close() {
    teller.shutdownNow();
  }
}
