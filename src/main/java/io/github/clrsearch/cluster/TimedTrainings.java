package io.github.clrsearch.cluster;

import io.github.clrsearch.cluster.jobs.InFlight;
import io.github.clrsearch.cluster.jobs.SearchException;
import io.github.clrsearch.data.ErrorMessages;
import io.github.clrsearch.search.budget.TrainingTimer;
import io.github.clrsearch.search.budget.TrainingTimer.Member;
import io.github.clrsearch.search.budget.TrialCosts;
import io.github.clrsearch.search.budget.TrialTimes;
import io.github.clrsearch.search.stopping.TrialTarget;
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
  /** Trainings that end before their speed is known are repeated. */
  private static final int MOST_RUNS = 1000;

  /** Fewer trials than this do not tell how long the others take. */
  private static final int FEWEST_ROWS = 3;

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
    int slots = InFlight.slots(context);
    List<Integer> tasks = IntStream.range(0, slots).boxed().toList();
    Objective timedObjective = objective;
    List<Member> members = group.stream().map(this::member).toList();
    boolean first = timed.isEmpty();
    List<Measured> measured =
        JavaSparkContext.fromSparkContext(context)
            .parallelize(tasks, slots)
            .map((Function<Integer, Measured>) task -> train(timedObjective, group, members, first))
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
    if (first) {
      warmUp = measured.stream().mapToDouble(Measured::lost).average().orElse(0);
    }
    return measured.stream().mapToDouble(Measured::pace).average().orElseThrow();
  }

  private Member member(Trial trial) {
    long updates = objective.updates(trial.setting(), trial.cycles());
    double cost = new TrialCosts(objective).of(new TrialTarget(trial, trial.cycles()), 0);
    return new Member(
        updates, objective.updatesPerCycle(trial.setting()), cost / Math.max(1, updates));
  }

  /**
   * Speed of a training.
   *
   * @param pace seconds per unit of cost
   * @param lost seconds lost until it had this speed
   * @param problem why the training failed; otherwise empty
   */
  private record Measured(double pace, double lost, String problem) implements Serializable {}

  /** A failure is returned, because Spark would repeat a task that throws. */
  private static Measured train(
      Objective objective, List<Trial> group, List<Member> members, boolean first) {
    TrainingTimer timer = new TrainingTimer(members, first, System::nanoTime);
    try {
      for (int runs = 0; runs < MOST_RUNS && !timer.isDone(); runs++) {
        timer.trainingsBegin();
        objective.evaluate(group, timer);
      }
      TrainingTimer.Speed speed = timer.speed();
      return new Measured(speed.pace(), speed.lost(), "");
    } catch (Exception | VirtualMachineError e) {
      return new Measured(0, 0, ErrorMessages.reason(e));
    }
  }
}
