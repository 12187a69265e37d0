package io.github.clrsearch.cluster;

import io.github.clrsearch.search.space.Setting;
import io.github.clrsearch.search.trial.Cancellation;
import io.github.clrsearch.search.trial.CycleResult;
import io.github.clrsearch.search.trial.Objective;
import io.github.clrsearch.search.trial.Outcome;
import io.github.clrsearch.search.trial.Trial;
import io.github.clrsearch.search.trial.TrialResult;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An objective whose accuracy is a pure function of x, with three cycles of which the second is the
 * best. Tests may add other behaviour. It counts in static fields, which driver and tasks share in
 * local mode.
 */
record FakeObjective(Behaviour behaviour, int test) implements Objective {
  static final AtomicInteger EVALUATIONS = new AtomicInteger();
  static final AtomicInteger CANCELLED = new AtomicInteger();
  static final Queue<Trial> STARTED = new ConcurrentLinkedQueue<>();

  /** Number of the test: a cancelled trial of one test may still run when the next test begins. */
  private static int tests;

  private static final long PATIENCE_NANOS = 20_000_000_000L;

  /** The behaviour of a trial. */
  @FunctionalInterface
  interface Behaviour extends Serializable {
    TrialResult of(Trial trial, Cancellation cancellation) throws Exception;
  }

  FakeObjective(Behaviour behaviour) {
    this(behaviour, tests);
  }

  static FakeObjective pure() {
    return new FakeObjective((trial, cancellation) -> result(trial));
  }

  static synchronized void reset() {
    tests++;
    EVALUATIONS.set(0);
    CANCELLED.set(0);
    STARTED.clear();
  }

  @Override
  public TrialResult evaluate(Trial trial, Cancellation cancellation) throws Exception {
    count(
        () -> {
          EVALUATIONS.incrementAndGet();
          STARTED.add(trial);
        });
    TrialResult result = behaviour.of(trial, cancellation);
    if (result.outcome() instanceof Outcome.Stopped) {
      count(CANCELLED::incrementAndGet);
    }
    return result;
  }

  /** Evaluations of an earlier test do not count. */
  private void count(Runnable counting) {
    synchronized (FakeObjective.class) {
      if (test == tests) {
        counting.run();
      }
    }
  }

  @Override
  public long cost(Setting setting) {
    return (long) (1e9 * setting.value("x"));
  }

  @Override
  public Map<String, Double> derived(Setting setting) {
    return Map.of("n_s", 10.0);
  }

  static TrialResult result(Trial trial) {
    double accuracy = 1 - Math.abs(trial.setting().value("x") - 0.7);
    return new TrialResult(
        new Outcome.Completed(),
        List.of(cycle(1, 0.9 * accuracy), cycle(2, accuracy), cycle(3, 0.95 * accuracy)),
        List.of(),
        60);
  }

  private static CycleResult cycle(int cycle, double accuracy) {
    return new CycleResult(cycle, 20L * cycle, 1, 1, accuracy, 1, 1, accuracy, List.of(), Map.of());
  }

  /** Runs until it is cancelled, like a long training. */
  static TrialResult untilCancelled(Cancellation cancellation) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (!cancellation.requested()) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("nobody cancelled the trial");
      }
      Thread.sleep(2);
    }
    return new TrialResult(new Outcome.Stopped("cancelled"), List.of(), List.of(), 7);
  }
}
