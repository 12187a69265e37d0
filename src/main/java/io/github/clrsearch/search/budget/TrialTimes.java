package io.github.clrsearch.search.budget;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Measured speed of trials: seconds per unit of cost, for each kind of setting and each number of
 * fused trials. The most recent trials count, because the load of the machines may change. Safe for
 * use by several threads.
 */
public final class TrialTimes {
  private static final int RECENT = 24;

  private final Map<Key, Deque<Measured>> measured = new HashMap<>();

  private record Key(String kind, int sideBySide) {}

  private record Measured(double cost, double seconds) {}

  /**
   * Adds a trial that has ended.
   *
   * @param kind of its setting
   * @param sideBySide number of trials that were trained together with it, including itself
   * @param cost of what was trained; ignored unless greater than zero
   * @param seconds its share of the time of all of them, at least 0
   */
  public synchronized void add(String kind, int sideBySide, double cost, double seconds) {
    if (cost > 0) {
      Deque<Measured> recent =
          measured.computeIfAbsent(new Key(kind, sideBySide), key -> new ArrayDeque<>());
      recent.add(new Measured(cost, seconds));
      if (recent.size() > RECENT) {
        recent.remove();
      }
    }
  }

  /**
   * Seconds per unit of cost. If this kind was never trained in such a group, the nearest number of
   * trials counts; if it was never trained at all, the nearest of all kinds; empty if nothing was
   * trained.
   */
  public synchronized OptionalDouble pace(String kind, int sideBySide) {
    return measured.keySet().stream()
        .min(
            Comparator.comparing((Key key) -> !key.kind().equals(kind))
                .thenComparing(key -> Math.abs(key.sideBySide() - sideBySide))
                // The smaller group is the slower one.
                .thenComparing(Key::sideBySide)
                .thenComparing(Key::kind))
        .map(key -> OptionalDouble.of(pace(measured.get(key))))
        .orElse(OptionalDouble.empty());
  }

  private static double pace(Deque<Measured> recent) {
    double cost = recent.stream().mapToDouble(Measured::cost).sum();
    return recent.stream().mapToDouble(Measured::seconds).sum() / cost;
  }
}
