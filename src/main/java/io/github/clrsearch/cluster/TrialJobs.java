package io.github.clrsearch.cluster;

import io.github.clrsearch.search.trial.Trial;
import io.github.clrsearch.store.EndedTrial;
import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;
import org.apache.spark.SimpleFutureAction;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.rdd.RDD;
import scala.Function1;
import scala.collection.Iterator;
import scala.jdk.javaapi.CollectionConverters;
import scala.jdk.javaapi.FutureConverters;
import scala.runtime.BoxedUnit;

/**
 * Submits groups of trials to Spark on a thread of its own, one job of one task per group, a
 * limited number at a time, and queues how the jobs end.
 */
final class TrialJobs {
  private static final String JOB_DESCRIPTION = "spark.job.description";
  private static final String STOPPED = "the search was stopped";

  /** Executors may arrive while no trial ends, and trials may take hours. */
  private static final long CHECK_SECONDS = 1;

  private final SparkContext context;
  private final JavaSparkContext javaContext;
  private final IntSupplier inFlight;
  private final Function<List<Trial>, TrialTask> tasks;
  private final String tag = "clr-search-" + UUID.randomUUID();
  private final BlockingQueue<JobEnd> ends = new LinkedBlockingQueue<>();
  private final Semaphore freed = new Semaphore(0);
  private final Thread submitting;

  /**
   * Starts to submit. Jobs inherit the Spark properties of the calling thread.
   *
   * @param inFlight how many jobs Spark is given at a time; asked before each submission
   * @param groups in order; not modified
   * @param tasks the task of a group
   */
  TrialJobs(
      SparkContext context,
      IntSupplier inFlight,
      List<List<Trial>> groups,
      Function<List<Trial>, TrialTask> tasks) {
    this.context = context;
    this.javaContext = JavaSparkContext.fromSparkContext(context);
    this.inFlight = inFlight;
    this.tasks = tasks;
    Queue<List<Trial>> waiting = new ArrayDeque<>(groups);
    this.submitting = new Thread(() -> submitAll(waiting), "trials");
    submitting.setDaemon(true);
    submitting.start();
  }

  /** Waits for the next job to end. */
  JobEnd take() throws InterruptedException {
    return ends.take();
  }

  /**
   * Cancels all jobs that have not ended, and submits no more.
   *
   * @return the trials that had ended and were not taken
   */
  List<Trial> cancel() {
    submitting.interrupt();
    context.cancelJobsWithTag(tag, STOPPED);
    List<Trial> lost = new ArrayList<>();
    for (JobEnd end : ends) {
      if (end instanceof JobEnd.Returned returned) {
        lost.addAll(returned.trials());
      }
    }
    return lost;
  }

  private void submitAll(Queue<List<Trial>> waiting) {
    int running = 0;
    try {
      while (!waiting.isEmpty()) {
        if (Thread.interrupted()) {
          throw new InterruptedException();
        } else if (running < inFlight.getAsInt()) {
          submit(waiting.remove());
          running++;
        } else if (freed.tryAcquire(CHECK_SECONDS, TimeUnit.SECONDS)) {
          running -= 1 + freed.drainPermits();
        }
      }
    } catch (InterruptedException e) {
      // A job that was submitted during the cancellation has not been cancelled yet.
      context.cancelJobsWithTag(tag, STOPPED);
    } catch (RuntimeException | Error e) {
      ends.add(new JobEnd.NotSubmitted(e));
    }
  }

  private void submit(List<Trial> trials) {
    Instant submitted = Instant.now();
    AtomicReference<List<EndedTrial>> result = new AtomicReference<>();
    context.addJobTag(tag);
    context.setLocalProperty(
        JOB_DESCRIPTION,
        "trial " + trials.stream().map(Trial::toString).collect(Collectors.joining(", ")));
    SimpleFutureAction<List<EndedTrial>> job =
        context.submitJob(
            oneTask(),
            onExecutor(tasks.apply(trials)),
            CollectionConverters.asScala(List.<Object>of(0)).toSeq(),
            (partition, value) -> {
              result.set(value);
              return BoxedUnit.UNIT;
            },
            result::get);
    FutureConverters.asJava(job)
        // Runs on the thread that ends the job: without an executor, each starts a thread.
        .whenCompleteAsync((value, error) -> ended(trials, submitted, value, error), Runnable::run);
  }

  /** Called on Spark's threads. */
  private void ended(
      List<Trial> trials, Instant submitted, List<EndedTrial> value, Throwable error) {
    ends.add(
        error == null
            ? new JobEnd.Returned(trials, value)
            : new JobEnd.GivenUp(trials, submitted, error));
    freed.release();
  }

  /** A new RDD per job: when Spark gives up a job, it gives up all jobs over the same RDD. */
  private RDD<Integer> oneTask() {
    return javaContext.parallelize(List.of(0), 1).rdd();
  }

  private static Function1<Iterator<Integer>, List<EndedTrial>> onExecutor(TrialTask task) {
    return (Function1<Iterator<Integer>, List<EndedTrial>> & Serializable) partition -> task.call();
  }
}
