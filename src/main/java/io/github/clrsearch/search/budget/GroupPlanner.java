package io.github.clrsearch.search.budget;

import io.github.clrsearch.search.stopping.TrialTarget;
import io.github.clrsearch.search.trial.FusibleTraining;
import io.github.clrsearch.search.trial.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.PriorityQueue;

/**
 * Decides which trials begin next under a time budget, in the order of their numbers. A function of
 * its arguments and of the measured times alone.
 *
 * @param costs of the trials
 * @param times that trials took so far
 * @param most maximum number of trials in a group, at least 1
 */
public record GroupPlanner(TrialCosts costs, TrialTimes times, int most) {
  /** Number of waiting trials to look at. */
  public static final int LOOKAHEAD = 64;

  /** A group takes at most this part of the time that is left, so that the last gaps are small. */
  private static final double PART_OF_TIME = 0.5;

  /**
   * Trials that wait, and the state of the machines.
   *
   * @param targets that have not begun, in the order in which they should
   * @param done cycles of trials that have some, by trial number
   * @param complete whether these are all; otherwise more will follow
   * @param slots number of tasks that can run at once, at least 1
   * @param left seconds until the trials must have ended, from the time when a slot is free;
   *     infinite if they may take any time
   * @param unit what must fit into this time
   */
  public record Waiting(
      List<TrialTarget> targets,
      Map<Integer, Integer> done,
      boolean complete,
      int slots,
      double left,
      Unit unit) {}

  /** What a trial must be able to end in time. */
  public enum Unit {
    /** All of it: part of it is of no use. */
    TRIAL,
    /** One cycle. A trial that cannot end in time ends as many cycles as it can. */
    CYCLE
  }

  /**
   * The next group. Its first trial is the first that can end in time; if none can, the first that
   * can end a cycle, provided that cycles are of use. Trials that can be trained together with it
   * follow as long as the group ends in time, and so early that the slots end at about the same
   * time.
   *
   * @return empty if no waiting trial can end in time
   */
  public Optional<PlannedGroup> next(Waiting waiting) {
    List<TrialTarget> near = near(waiting);
    Optional<TrialTarget> whole =
        near.stream()
            .filter(target -> fits(seconds(List.of(target), waiting), waiting))
            .findFirst();
    if (whole.isPresent()) {
      return Optional.of(group(whole.get(), waiting));
    }
    return near.stream()
        .filter(target -> waiting.unit() == Unit.CYCLE)
        .filter(target -> fits(secondsOfOneCycle(target.trial()), waiting))
        .findFirst()
        .map(target -> new PlannedGroup(List.of(target), OptionalDouble.of(waiting.left())));
  }

  private static boolean fits(OptionalDouble seconds, Waiting waiting) {
    return seconds.orElse(0) <= waiting.left() && waiting.left() > 0;
  }

  private PlannedGroup group(TrialTarget first, Waiting waiting) {
    List<TrialTarget> members = new ArrayList<>(List.of(first));
    OptionalDouble alone = seconds(members, waiting);
    Optional<FusibleTraining> fusible = fusible(first.trial());
    // As long as nothing is known, trials train alone: the first ones soon tell how long they take.
    if (alone.isPresent() && fusible.isPresent()) {
      fill(members, fusible.get(), longest(alone.getAsDouble(), waiting), waiting);
    }
    return new PlannedGroup(members, seconds(members, waiting));
  }

  /**
   * Adds trials that can be trained together with the first.
   *
   * @param members modified
   * @param longest seconds that all of them may take
   */
  private void fill(
      List<TrialTarget> members, FusibleTraining fusible, double longest, Waiting waiting) {
    double share = fusible.share();
    int repetition = members.get(0).trial().repetition();
    for (TrialTarget target : near(waiting)) {
      Optional<FusibleTraining> other =
          members.size() == most || members.contains(target)
              ? Optional.empty()
              : fusible(target.trial());
      if (other.isPresent()
          && other.get().inputs().equals(fusible.inputs())
          && target.trial().repetition() == repetition
          && share + other.get().share() <= 1) {
        members.add(target);
        share += other.get().share();
        if (seconds(members, waiting).orElseThrow() > longest) {
          // Not a shorter one instead: trials keep the order of their numbers.
          members.remove(target);
          break;
        }
      }
    }
  }

  private static List<TrialTarget> near(Waiting waiting) {
    return waiting.targets().subList(0, Math.min(LOOKAHEAD, waiting.targets().size()));
  }

  private Optional<FusibleTraining> fusible(Trial trial) {
    if (most == 1) {
      return Optional.empty();
    }
    try {
      return costs.objective().fusible(trial.setting());
    } catch (RuntimeException e) {
      return Optional.empty();
    }
  }

  /** Seconds that a group may take, so that the slots end at about the same time. */
  private double longest(double alone, Waiting waiting) {
    double longest = PART_OF_TIME * waiting.left();
    if (waiting.complete() && waiting.targets().size() <= LOOKAHEAD) {
      double all = waiting.targets().stream().mapToDouble(target -> alone(target, waiting)).sum();
      longest = Math.min(longest, PART_OF_TIME * all / waiting.slots());
    }
    return Math.max(longest, alone);
  }

  private double alone(TrialTarget target, Waiting waiting) {
    return seconds(List.of(target), waiting).orElseThrow();
  }

  private double cost(TrialTarget target, Waiting waiting) {
    return costs.of(target, waiting.done().getOrDefault(target.trial().number(), 0));
  }

  /** Seconds of these trials in one group; empty if nothing is known about their speed. */
  private OptionalDouble seconds(List<TrialTarget> targets, Waiting waiting) {
    double sum = 0;
    for (TrialTarget target : targets) {
      OptionalDouble pace = times.pace(costs.kind(target.trial()), Math.min(targets.size(), most));
      if (pace.isEmpty()) {
        return pace;
      }
      sum += pace.getAsDouble() * cost(target, waiting);
    }
    return OptionalDouble.of(sum);
  }

  private OptionalDouble secondsOfOneCycle(Trial trial) {
    OptionalDouble pace = times.pace(costs.kind(trial), 1);
    return pace.isEmpty() ? pace : OptionalDouble.of(pace.getAsDouble() * costs.ofOneCycle(trial));
  }

  /**
   * Seconds until all trials have ended, if they begin now on free slots; empty if nothing is known
   * about their speed.
   *
   * @param targets not modified
   */
  public OptionalDouble makespan(List<TrialTarget> targets, int slots) {
    List<TrialTarget> left = new ArrayList<>(targets);
    PriorityQueue<Double> free = new PriorityQueue<>();
    for (int i = 0; i < slots; i++) {
      free.add(0.0);
    }
    double last = 0;
    while (!left.isEmpty()) {
      Waiting waiting =
          new Waiting(left, Map.of(), true, slots, Double.POSITIVE_INFINITY, Unit.TRIAL);
      PlannedGroup group = next(waiting).orElseThrow();
      if (group.seconds().isEmpty()) {
        return group.seconds();
      }
      double end = free.remove() + group.seconds().getAsDouble();
      free.add(end);
      last = Math.max(last, end);
      left.removeAll(group.targets());
    }
    return OptionalDouble.of(last);
  }
}
