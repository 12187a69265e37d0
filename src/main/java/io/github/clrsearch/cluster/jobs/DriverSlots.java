package io.github.clrsearch.cluster.jobs;

import io.github.clrsearch.search.trial.Objective;
import io.github.clrsearch.store.EndedTrial;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntSupplier;
import org.apache.spark.SparkContext;

/** Slots on the driver: each task is a thread, whose Spark jobs have a tag of their own. */
final class DriverSlots extends Slots {
  private static final String ENDED = "the trial has ended";
  private static final String STOPPED = "its session was stopped";

  private final int threads;
  private final AtomicLong submitted = new AtomicLong();
  private final Set<Running> running = ConcurrentHashMap.newKeySet();

  DriverSlots(SparkContext context, int threads) {
    super(context);
    if (threads < 1) {
      throw new IllegalArgumentException(
          "at least 1 trial must run at a time, but got %d: correct it".formatted(threads));
    }
    this.threads = threads;
  }

  @Override
  public int count() {
    return threads;
  }

  /** A submitted task runs at once, so none may wait. */
  @Override
  public IntSupplier inFlight(int perSlot) {
    return () -> threads;
  }

  @Override
  public void check(Objective objective) {}

  @Override
  CompletionStage<List<EndedTrial>> submit(String tag, TrialTask task) {
    Running next = new Running(tag, "%s-%d".formatted(tag, submitted.incrementAndGet()), task);
    running.add(next);
    next.thread.start();
    return next.end;
  }

  @Override
  void cancel(String tag, String reason) {
    running.stream().filter(each -> each.tag.equals(tag)).forEach(each -> each.cancel(reason));
  }

  /** A task on its thread, which inherits the Spark properties of the submitting one. */
  private final class Running {
    private final String tag;
    private final String ofJobs;
    private final TrialTask task;
    private final Thread thread;
    private final CompletableFuture<List<EndedTrial>> end = new CompletableFuture<>();
    private volatile boolean cancelled;

    Running(String tag, String ofJobs, TrialTask task) {
      this.tag = tag;
      this.ofJobs = ofJobs;
      this.task = task;
      this.thread = new Thread(this::run, "trial " + task.names());
      thread.setDaemon(true);
    }

    private void run() {
      try {
        end.complete(ended());
      } catch (RuntimeException | Error e) {
        // Its message has the type of the error too.
        end.completeExceptionally(
            context().isStopped()
                ? new IllegalStateException(STOPPED)
                : new CompletionException(e));
      } finally {
        // Of a trial that was given up at its deadline.
        cancelJobs(ofJobs, ENDED);
        running.remove(this);
      }
    }

    private List<EndedTrial> ended() {
      describeJobs(ofJobs, task);
      List<EndedTrial> ended = task.call(() -> cancelled, 0);
      if (context().isStopped()) {
        throw new IllegalStateException(STOPPED);
      }
      return ended;
    }

    void cancel(String reason) {
      cancelled = true;
      cancelJobs(ofJobs, reason);
      thread.interrupt();
    }
  }
}
