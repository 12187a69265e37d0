package io.github.clrsearch.cluster;

import io.github.clrsearch.cluster.jobs.InFlight;
import io.github.clrsearch.cluster.jobs.SearchException;
import io.github.clrsearch.data.ErrorMessages;
import io.github.clrsearch.search.budget.TrialCosts;
import io.github.clrsearch.search.budget.TrialTimes;
import io.github.clrsearch.search.trial.Cancellation;
import io.github.clrsearch.search.trial.Objective;
import io.github.clrsearch.search.trial.Trial;
import io.github.clrsearch.store.EndedTrial;
import java.io.Serializable;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function;

/**
 * Seconds per unit of cost of groups of trials: from trials that have ended, or from a few seconds
 * of training. A group is trained in all slots at once, because trainings at the same time slow
 * each other down. Nothing is kept of it.
 */
final class TimedTrainings {
  private static final double NANOS = 1e9;

  /** Seconds of a window of the first training, in which Java compiles the code. */
  private static final double FIRST = 2;

  /** Seconds of a window of the other trainings. */
  private static final double LATER = 1;

  /** The speed is steady if the time per update falls by less than this from window to window. */
  private static final double STEADY = 0.9;

  /** Before, the code may run uncompiled, which is a hundred times slower and steady too. */
  private static final int WARM_UPDATES = 500;

  private static final double MOST_SECONDS = 60;

  /** A training that is shorter than the windows is repeated. */
  private static final int MOST_RUNS = 1000;

  /** Fewer trials than this do not tell how long the others take. */
  private static final int FEWEST_ROWS = 3;

  /** Fewer updates than this do not tell the speed of a window. */
  private static final int FEWEST_UPDATES = 5;

  /** Groups beyond this number have the pace of the nearest one. */
  private static final int MOST_TIMED = 6;

  private final SparkContext context;
  private final Objective objective;
  private final TrialTimes times = new TrialTimes();
  private final Map<String, Integer> rows = new HashMap<>();
  private final Map<String, Double> timed = new HashMap<>();
  private double warmUp;

  /**
   * Prepares to time trainings.
   *
   * @param objective keeps no states
   * @param ended trials of the study so far
   */
  TimedTrainings(SparkContext context, Objective objective, Collection<EndedTrial> ended) {
    this.context = context;
    this.objective = objective;
    TrialCosts costs = new TrialCosts(objective);
    for (EndedTrial end : ended) {
      if (end.execution().isTakenOver()) {
        continue;
      }
      String kind = costs.kind(end.trial());
      times.add(
          kind,
          end.execution().fusedTrials(),
          costs.ofLastExecution(end.trial(), end.result()),
          end.execution().secondsOfLast());
      rows.merge(key(kind, end.execution().fusedTrials()), 1, Integer::sum);
    }
  }

  private static String key(String kind, int fusedTrials) {
    return fusedTrials + " x " + kind;
  }

  /** Number of groups that were timed. */
  int timed() {
    return timed.size();
  }

  /** Seconds that the first trainings lose until they have their full speed. */
  double warmUp() {
    return warmUp;
  }

  /** Seconds per unit of cost of a group. */
  double pace(List<Trial> group) {
    TrialCosts costs = new TrialCosts(objective);
    String kind = costs.kind(group.get(0));
    String key = key(kind, group.size());
    if (timed.containsKey(key)) {
      return timed.get(key);
    }
    if (rows.getOrDefault(key, 0) >= FEWEST_ROWS
        || timed.size() >= MOST_TIMED
        || !objective.asksBeforeUpdates()) {
      return times.pace(kind, group.size()).orElse(0);
    }
    double pace = time(group);
    timed.put(key, pace);
    times.add(kind, group.size(), 1, pace);
    return pace;
  }

  private double time(List<Trial> group) {
    double window = timed.isEmpty() ? FIRST : LATER;
    int slots = InFlight.slots(context);
    List<Integer> tasks = IntStream.range(0, slots).boxed().toList();
    Objective timedObjective = objective;
    List<Measured> measured =
        JavaSparkContext.fromSparkContext(context)
            .parallelize(tasks, slots)
            .map((Function<Integer, Measured>) task -> train(timedObjective, group, window))
            .collect();
    measured.stream()
        .filter(each -> !each.problem().isEmpty())
        .findFirst()
        .ifPresent(
            each -> {
              throw new SearchException(
                  "trials such as %s (%s) would fail: %s"
                      .formatted(group.get(0), group.get(0).setting(), each.problem()));
            });
    double perUpdate = measured.stream().mapToDouble(Measured::perUpdate).average().orElseThrow();
    if (timed.isEmpty()) {
      warmUp = measured.stream().mapToDouble(Measured::lost).average().orElse(0);
    }
    double cost = 0;
    for (Trial trial : group) {
      cost +=
          new TrialCosts(objective).ofOneCycle(trial)
              / Math.max(1, objective.updatesPerCycle(trial.setting()));
    }
    return cost > 0 ? perUpdate / cost : 0;
  }

  /**
   * Speed of a training.
   *
   * @param perUpdate seconds per update
   * @param lost seconds lost until it had this speed
   * @param problem why the training failed; otherwise empty
   */
  private record Measured(double perUpdate, double lost, String problem) implements Serializable {}

  /** A failure is returned, because Spark would repeat a task that throws. */
  private static Measured train(Objective objective, List<Trial> group, double window) {
    Timer timer = new Timer(window);
    try {
      for (int runs = 0; runs < MOST_RUNS && !timer.isSteady(); runs++) {
        objective.evaluate(group, timer);
      }
      return timer.measured();
    } catch (Exception | VirtualMachineError e) {
      return new Measured(0, 0, ErrorMessages.reason(e));
    }
  }

  /**
   * Counts the updates of trainings until their speed is steady: while Java compiles the code, it
   * rises. The seconds begin with the first update, because the data must arrive before it.
   */
  private static final class Timer implements Cancellation {
    private final long created = System.nanoTime();
    private final double window;
    private long first;
    private long updates;
    private double last;
    private double began;
    private long updatesBefore;
    private double paceBefore = Double.POSITIVE_INFINITY;
    private double pace = Double.POSITIVE_INFINITY;
    private boolean steady;

    Timer(double window) {
      this.window = window;
    }

    @Override
    public boolean requested() {
      long now = System.nanoTime();
      first = updates == 0 ? now : first;
      last = (now - first) / NANOS;
      long done = updates - updatesBefore;
      if (last - began >= window && done >= FEWEST_UPDATES) {
        paceBefore = pace;
        pace = (last - began) / done;
        began = last;
        updatesBefore = updates;
        boolean warm = updates >= WARM_UPDATES && pace >= STEADY * paceBefore;
        steady = warm || last >= MOST_SECONDS;
      }
      updates++;
      return steady;
    }

    boolean isSteady() {
      return steady;
    }

    /** The speed at the end, and what the beginning took longer than at this speed. */
    Measured measured() {
      double both = paceBefore == Double.POSITIVE_INFINITY ? pace : (pace + paceBefore) / 2;
      double lost = (first - created) / NANOS + Math.max(0, last - (updates - 1) * both);
      return new Measured(both, lost, "");
    }
  }
}
