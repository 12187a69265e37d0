package io.github.clrsearch.report;

import io.github.clrsearch.store.EndedTrial;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What ran when. A task trains one trial, or several together. Rows do not record their slot, so
 * the tasks of an executor are drawn one below the other: each on the first slot that is free.
 *
 * @param seconds from the first start to the last end
 * @param tasks number of tasks
 * @param allSlots number of slots, of which only some may be shown
 * @param busy share of the time of all slots in which tasks ran
 * @param continued whether the earlier parts of some trials are not shown
 * @param slots executor of each slot
 * @param bars on the slots
 */
record PageTimeline(
    double seconds,
    int tasks,
    int allSlots,
    double busy,
    boolean continued,
    List<String> slots,
    List<Bar> bars) {
  /** Limit for the lines of the chart. */
  static final int MAX_SLOTS = 64;

  /** Tasks of a stage on one slot are one bar if the gap is shorter than this part of the time. */
  private static final double SHORTEST_GAP = 0.001;

  /** With fewer tasks, every task is a bar. */
  static final int FEW_TASKS = 1000;

  private static final int NAMED = 8;
  private static final double MILLIS = 1e3;

  private record Task(String place, Instant started, Instant ended, String stage, String trials) {}

  /** The timeline of trials in any order; null if none has run on an executor. */
  static PageTimeline of(List<EndedTrial> trials) {
    List<Task> tasks = tasks(trials);
    if (tasks.isEmpty()) {
      return null;
    }
    Instant began = tasks.get(0).started();
    Instant last = tasks.stream().map(Task::ended).max(Comparator.naturalOrder()).get();
    double seconds = seconds(began, last);
    Map<String, List<List<Task>>> slots = new TreeMap<>();
    tasks.forEach(
        task -> add(task, slots.computeIfAbsent(task.place(), place -> new ArrayList<>())));
    double busy = tasks.stream().mapToDouble(task -> seconds(task.started(), task.ended())).sum();
    List<String> names = new ArrayList<>();
    List<Bar> bars = new ArrayList<>();
    double gap = tasks.size() < FEW_TASKS ? -1 : SHORTEST_GAP * seconds;
    int all = 0;
    for (Map.Entry<String, List<List<Task>>> place : slots.entrySet()) {
      for (List<Task> slot : place.getValue()) {
        if (all++ < MAX_SLOTS) {
          bars.addAll(bars(slot, names.size(), began, gap));
          names.add(place.getKey());
        }
      }
    }
    return new PageTimeline(
        seconds,
        tasks.size(),
        all,
        seconds == 0 ? 1 : busy / (all * seconds),
        trials.stream().anyMatch(ended -> ended.execution().earlier() > 0),
        names,
        bars);
  }

  /** Tasks by their start. The trials of a task started and ended together. */
  private static List<Task> tasks(List<EndedTrial> trials) {
    Map<List<Object>, List<EndedTrial>> together = new LinkedHashMap<>();
    for (EndedTrial ended : trials) {
      if (ended.execution().executor() != null) {
        Object one = ended.execution().fusedTrials() > 1 ? "" : ended.trial();
        together
            .computeIfAbsent(
                List.of(
                    ended.execution().place(),
                    ended.execution().started(),
                    ended.execution().ended(),
                    one),
                key -> new ArrayList<>())
            .add(ended);
      }
    }
    return together.values().stream()
        .map(PageTimeline::task)
        .sorted(Comparator.comparing(Task::started).thenComparing(Task::ended))
        .toList();
  }

  private static Task task(List<EndedTrial> trials) {
    EndedTrial first = trials.get(0);
    String names =
        trials.stream()
            .limit(NAMED)
            .map(ended -> ended.trial().toString())
            .collect(Collectors.joining(", "));
    return new Task(
        first.execution().place(),
        first.execution().started(),
        first.execution().ended(),
        first.trial().stage(),
        trials.size() > NAMED ? names + ", ..." : names);
  }

  /**
   * Puts a task on the first slot that is free when it starts.
   *
   * @param slots modified
   */
  private static void add(Task task, List<List<Task>> slots) {
    for (List<Task> slot : slots) {
      if (!slot.get(slot.size() - 1).ended().isAfter(task.started())) {
        slot.add(task);
        return;
      }
    }
    slots.add(new ArrayList<>(List.of(task)));
  }

  private static List<Bar> bars(List<Task> slot, int number, Instant began, double gap) {
    List<Bar> bars = new ArrayList<>();
    for (Task task : slot) {
      double from = seconds(began, task.started());
      double to = seconds(began, task.ended());
      Bar before = bars.isEmpty() ? null : bars.get(bars.size() - 1);
      if (before != null && before.stage().equals(task.stage()) && from - before.to() < gap) {
        String first = before.trials().replaceFirst(" to .*", "");
        bars.set(
            bars.size() - 1,
            new Bar(number, before.from(), to, task.stage(), first + " to " + task.trials()));
      } else {
        bars.add(new Bar(number, from, to, task.stage(), task.trials()));
      }
    }
    return bars;
  }

  private static double seconds(Instant from, Instant to) {
    return Duration.between(from, to).toMillis() / MILLIS;
  }

  /**
   * A task, or several in succession.
   *
   * @param slot index of its slot
   * @param from start, in seconds since the first start
   * @param to end, likewise
   * @param trials names
   */
  record Bar(int slot, double from, double to, String stage, String trials) {}
}
