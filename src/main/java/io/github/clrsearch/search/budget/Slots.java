package io.github.clrsearch.search.budget;

import java.util.List;
import java.util.PriorityQueue;

/**
 * Slots of the executors, and the tasks that were submitted to them.
 *
 * @param count number of tasks that can run at once, at least 1
 * @param submitted seconds that each task still needs, in the order in which they begin; the first
 *     ones are running. Negative numbers count as 0
 */
public record Slots(int count, List<Double> submitted) {

  public Slots {
    submitted = List.copyOf(submitted);
  }

  /** Seconds until a slot is free for another task. */
  public double untilFree() {
    if (submitted.size() < count) {
      return 0;
    }
    PriorityQueue<Double> free = new PriorityQueue<>();
    for (double seconds : submitted) {
      double begins = free.size() < count ? 0 : free.remove();
      free.add(begins + Math.max(0, seconds));
    }
    return free.element();
  }
}
