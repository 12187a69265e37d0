package io.github.clrsearch.search.budget;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Measured speed of trials: seconds per unit of cost, for each kind of setting and each number of
 * fused trials. Recent trials count more, because the first ones of a process are slow and the load
 * of the machines may change. Safe for use by several threads.
 */
public final class TrialTimes {
  /** Weight of a trial relative to the one after it. */
  private static final double FADING = 0.7;

  private final Map<Key, Measured> measured = new HashMap<>();

  private record Key(String kind, int fusedTrials) {}

  /** Weighted sums of costs and seconds. */
  private record Measured(double cost, double seconds) {
    Measured and(Measured next) {
      return new Measured(FADING * cost + next.cost, FADING * seconds + next.seconds);
    }
  }

  /**
   * Adds a trial that has ended.
   *
   * @param kind of its setting
   * @param fusedTrials number of trials that were trained together with it, including itself
   * @param cost of what was trained; ignored unless greater than zero
   * @param seconds its share of the time of all of them, at least 0
   */
  public synchronized void add(String kind, int fusedTrials, double cost, double seconds) {
    if (cost > 0) {
      measured.merge(new Key(kind, fusedTrials), new Measured(cost, seconds), Measured::and);
    }
  }

  /**
   * Seconds per unit of cost. If this kind was never trained in such a group, the nearest number of
   * trials counts; if it was never trained at all, the nearest of all kinds; empty if nothing was
   * trained.
   */
  public synchronized OptionalDouble pace(String kind, int fusedTrials) {
    return measured.keySet().stream()
        .min(
            Comparator.comparing((Key key) -> !key.kind().equals(kind))
                .thenComparing(key -> Math.abs(key.fusedTrials() - fusedTrials))
                // The smaller group is the slower one.
                .thenComparing(Key::fusedTrials)
                .thenComparing(Key::kind))
        .map(measured::get)
        .map(sums -> OptionalDouble.of(sums.seconds() / sums.cost()))
        .orElse(OptionalDouble.empty());
  }
}
