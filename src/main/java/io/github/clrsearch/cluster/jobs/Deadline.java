package io.github.clrsearch.cluster.jobs;

import io.github.clrsearch.search.trial.Cancellation;
import io.github.clrsearch.search.trial.Objective;
import io.github.clrsearch.search.trial.Outcome;
import io.github.clrsearch.search.trial.Trial;
import io.github.clrsearch.search.trial.TrialResult;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.spark.TaskContext;
import org.apache.spark.TaskContext$;

/**
 * Deadline of a trial on its executor. At the deadline, the trial is asked to stop, then
 * interrupted, and then abandoned: its thread may continue, but its slot is free for the next
 * trial.
 */
final class Deadline {
  private static final long ASKED_MS = 3_000;
  private static final long INTERRUPTED_MS = 2_000;

  private final Duration duration;
  private volatile boolean passed;

  /** A deadline of at least one nanosecond. */
  Deadline(Duration duration) {
    this.duration = duration;
  }

  /**
   * Evaluates a trial on its own thread.
   *
   * @throws Exception that the objective throws
   */
  TrialResult evaluate(Objective objective, Trial trial, Cancellation cancellation)
      throws Exception {
    TaskContext task = TaskContext.get();
    FutureTask<TrialResult> evaluation =
        new FutureTask<>(
            () -> {
              TaskContext$.MODULE$.setTaskContext(task);
              return objective.evaluate(trial, new OrPassed(cancellation));
            });
    Thread thread = new Thread(evaluation, "trial " + trial);
    thread.setDaemon(true);
    thread.setContextClassLoader(Thread.currentThread().getContextClassLoader());
    thread.start();
    try {
      return evaluation.get(duration.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      passed = true;
      return late(evaluation, thread);
    } catch (ExecutionException e) {
      throw thrown(e);
    }
  }

  /** The trial's cancellation, or this deadline. */
  private final class OrPassed implements Cancellation {
    private final Cancellation cancellation;

    OrPassed(Cancellation cancellation) {
      this.cancellation = cancellation;
    }

    @Override
    public boolean requested() {
      return passed || cancellation.requested();
    }

    @Override
    public boolean requestedBefore(long updates, long next) {
      return passed || cancellation.requestedBefore(updates, next);
    }
  }

  private TrialResult late(FutureTask<TrialResult> evaluation, Thread thread)
      throws InterruptedException {
    TrialResult none = new TrialResult(new Outcome.Completed(), List.of(), List.of(), 0);
    TrialResult result = none;
    try {
      result = evaluation.get(ASKED_MS, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      thread.interrupt();
      thread.join(INTERRUPTED_MS);
    } catch (ExecutionException e) {
      // The deadline is the reason, not this failure.
      result = none;
    }
    return new TrialResult(
        new Outcome.Failed("not completed within %s (search.deadline)".formatted(text())),
        result.cycles(),
        result.measurements(),
        result.updates(),
        result.resumedAt(),
        null);
  }

  private String text() {
    return duration.toString().substring("PT".length()).toLowerCase(Locale.ROOT);
  }

  private static Exception thrown(ExecutionException e) {
    if (e.getCause() instanceof Error error) {
      throw error;
    }
    return (Exception) e.getCause();
  }
}
