package io.github.clrsearch.cluster;

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

/**
 * How long a trial may take on its executor. It is asked to stop at its deadline, interrupted when
 * that does not help, and left alone when that does not either: its thread may then go on for
 * nothing, but its slot is free for the next trial.
 */
final class Deadline {
  private static final long ASKED_MS = 3_000;
  private static final long INTERRUPTED_MS = 2_000;

  private final Duration duration;
  private volatile boolean passed;

  /** Of at least a nanosecond. */
  Deadline(Duration duration) {
    this.duration = duration;
  }

  /**
   * Evaluates a trial on a thread of its own.
   *
   * @throws Exception what the objective throws
   */
  TrialResult evaluate(Objective objective, Trial trial, Cancellation cancellation)
      throws Exception {
    FutureTask<TrialResult> evaluation =
        new FutureTask<>(() -> objective.evaluate(trial, () -> passed || cancellation.requested()));
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
      // It has ended: that it failed as well tells nobody more.
      result = none;
    }
    return new TrialResult(
        new Outcome.Failed("no end after %s: search.deadline".formatted(text())),
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
