package io.github.clrsearch.cluster.jobs;

import io.github.clrsearch.search.trial.Trial;
import io.github.clrsearch.store.EndedTrial;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.IntSupplier;

/**
 * Submits groups of trials on a thread of its own, one task per group, a limited number at a time,
 * and queues how the tasks end.
 */
final class TrialJobs {
  private static final String STOPPED = "the search was stopped";

  /** Executors may arrive while no trial ends, and trials may take hours. */
  private static final long CHECK_SECONDS = 1;

  private static final double MILLIS = 1e3;

  private final Slots slots;
  private final IntSupplier inFlight;
  private final TrialSupply supply;
  private final Function<TrialSupply.Next.Group, TrialTask> tasks;
  private final String tag = "clr-search-" + UUID.randomUUID();
  private final BlockingQueue<JobEnd> ends = new LinkedBlockingQueue<>();
  private final AtomicInteger unended = new AtomicInteger();

  /** A permit wakes the submitting thread: a task has ended, or trials have joined. */
  private final Semaphore changes = new Semaphore(0);

  private final Thread submitting;

  /** Groups that have not ended, and when they were submitted; in the order of submission. */
  private final Map<List<Trial>, Instant> running = new LinkedHashMap<>();

  private boolean allSubmitted;
  private int taken;
  private volatile int submitted;

  /**
   * Starts to submit. Tasks inherit the Spark properties of the calling thread.
   *
   * @param inFlight how many tasks are submitted at a time; asked before each submission
   * @param supply of the groups
   * @param tasks the task of a group
   */
  TrialJobs(
      Slots slots,
      IntSupplier inFlight,
      TrialSupply supply,
      Function<TrialSupply.Next.Group, TrialTask> tasks) {
    this.slots = slots;
    this.inFlight = inFlight;
    this.supply = supply;
    this.tasks = tasks;
    this.submitting = new Thread(this::submitAll, "trials");
    submitting.setDaemon(true);
    submitting.start();
  }

  /** Whether all jobs were submitted, have ended and were taken. */
  boolean allTaken() {
    return allSubmitted && taken == submitted;
  }

  /**
   * Waits for the next job to end.
   *
   * @param seconds maximum waiting time
   * @return empty if none ended in this time
   */
  Optional<JobEnd> take(double seconds) throws InterruptedException {
    JobEnd end = ends.poll((long) (MILLIS * Math.max(0, seconds)), TimeUnit.MILLISECONDS);
    if (end instanceof JobEnd.AllSubmitted) {
      allSubmitted = true;
      return Optional.empty();
    }
    taken += end == null ? 0 : 1;
    return Optional.ofNullable(end);
  }

  /** Tells that trials may have joined the supply. */
  void moreMayBegin() {
    changes.release();
  }

  /**
   * Cancels all jobs that have not ended, and submits no more.
   *
   * @return the ends that were not taken, and the groups that were running
   */
  Cancelled cancel() {
    submitting.interrupt();
    Map<List<Trial>, Instant> left;
    synchronized (running) {
      left = new LinkedHashMap<>(running);
    }
    slots.cancel(tag, STOPPED);
    List<JobEnd.Returned> returned = new ArrayList<>();
    for (JobEnd end : ends) {
      if (end instanceof JobEnd.Returned trials) {
        returned.add(trials);
      }
    }
    returned.forEach(end -> left.remove(end.trials()));
    return new Cancelled(returned, left);
  }

  /**
   * Jobs when they were cancelled.
   *
   * @param returned jobs that had ended and were not taken
   * @param running groups that had not ended, and when they were submitted
   */
  record Cancelled(List<JobEnd.Returned> returned, Map<List<Trial>, Instant> running) {}

  private void submitAll() {
    try {
      while (true) {
        changes.drainPermits();
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
        TrialSupply.Next next =
            unended.get() < inFlight.getAsInt() ? supply.next() : new TrialSupply.Next.Nothing();
        if (next instanceof TrialSupply.Next.Group group) {
          unended.incrementAndGet();
          submit(group);
        } else if (next instanceof TrialSupply.Next.End) {
          ends.add(new JobEnd.AllSubmitted());
          return;
        } else {
          changes.tryAcquire(CHECK_SECONDS, TimeUnit.SECONDS);
        }
      }
    } catch (InterruptedException e) {
      // A job that was submitted during the cancellation has not been cancelled yet.
      slots.cancel(tag, STOPPED);
    } catch (RuntimeException | Error e) {
      ends.add(new JobEnd.NotSubmitted(e));
    }
  }

  private void submit(TrialSupply.Next.Group group) {
    List<Trial> trials = group.trials();
    Instant now = Instant.now();
    submitted++;
    synchronized (running) {
      running.put(trials, now);
    }
    slots
        .submit(tag, tasks.apply(group))
        // Runs on the thread that ends the task: without an executor, each starts a thread.
        .whenCompleteAsync((value, error) -> ended(trials, now, value, error), Runnable::run);
  }

  /** Called on the threads that end tasks. */
  private void ended(List<Trial> trials, Instant began, List<EndedTrial> value, Throwable error) {
    supply.ended(trials);
    synchronized (running) {
      running.remove(trials);
    }
    ends.add(
        error == null
            ? new JobEnd.Returned(trials, value)
            : new JobEnd.GivenUp(trials, began, error));
    unended.decrementAndGet();
    changes.release();
  }
}
