package io.github.clrsearch.cluster.jobs;

import io.github.clrsearch.search.trial.Objective;
import io.github.clrsearch.store.EndedTrial;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.IntSupplier;
import org.apache.spark.SparkContext;

/** Where trials run, and how many at once: cores of executors, or threads of the driver. */
public abstract sealed class Slots permits ExecutorSlots, DriverSlots {
  private static final String JOB_DESCRIPTION = "spark.job.description";

  private final SparkContext context;

  Slots(SparkContext context) {
    this.context = context;
  }

  /** The cores of the executors. Each trial, or group of fused trials, is a job of one task. */
  public static Slots ofExecutors(SparkContext context) {
    return new ExecutorSlots(context);
  }

  /**
   * Threads of the driver, on which an objective may use Spark itself. The Spark jobs that a trial
   * submits are cancelled with it.
   *
   * @param threads number of trials that run at once
   * @throws IllegalArgumentException if there is not at least one thread
   */
  public static Slots ofDriver(SparkContext context, int threads) {
    return new DriverSlots(context, threads);
  }

  final SparkContext context() {
    return context;
  }

  /** Number of tasks that can run at once, at least 1; it may change. */
  public abstract int count();

  /**
   * Number of tasks to submit at a time; it may change.
   *
   * @param perSlot for each slot, if tasks can wait for one
   */
  public abstract IntSupplier inFlight(int perSlot);

  /**
   * Checks an objective before a search.
   *
   * @throws IllegalArgumentException if it cannot run in these slots
   */
  public abstract void check(Objective objective);

  /**
   * Submits a task. The Spark properties of the calling thread apply to it.
   *
   * @param tag with which it can be cancelled
   * @return its trials when they have ended
   */
  abstract CompletionStage<List<EndedTrial>> submit(String tag, TrialTask task);

  /** Cancels all tasks of a tag that have not ended. */
  abstract void cancel(String tag, String reason);

  /** Cancels the Spark jobs of a tag. If Spark has stopped, they have ended. */
  final void cancelJobs(String tag, String reason) {
    if (!context.isStopped()) {
      context.cancelJobsWithTag(tag, reason);
    }
  }

  /** Adds a tag and a description to the Spark jobs of this thread. */
  final void describeJobs(String tag, TrialTask task) {
    context.addJobTag(tag);
    context.setLocalProperty(JOB_DESCRIPTION, "trial " + task.names());
  }
}
