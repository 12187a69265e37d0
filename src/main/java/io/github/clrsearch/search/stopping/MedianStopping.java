package io.github.clrsearch.search.stopping;

import java.util.List;

/**
 * The median rule: at every rung a trial stops whose best accuracy so far is below the median of
 * the others' at the same number of updates (Golovin et al., "Google Vizier", KDD 2017, section
 * 3.2.2, which compares with running averages and as trials come; here all of a rung are compared
 * with each other when the last has come there, so that the order in which they come is no matter).
 *
 * @param everyUpdates from one rung to the next; 0 for the updates of the longest cycle that the
 *     stage's space has, so that every trial has ended one
 */
public record MedianStopping(long everyUpdates) implements Stopping {
  /** Of fewer the median says little. */
  static final int LEAST = 5;

  /** Checks the number. */
  public MedianStopping {
    if (everyUpdates < 0) {
      throw new IllegalArgumentException(
          "median stopping must compare every 0 updates or more, but got " + everyUpdates);
    }
  }

  @Override
  public String name() {
    return "median";
  }

  @Override
  public int cycles(int rung, long updates, long longest) {
    double budget = (everyUpdates == 0 ? longest : everyUpdates) * (rung + 1.0);
    return Stopping.cyclesWithin(budget, updates);
  }

  @Override
  public List<Standing> goOn(List<Standing> standings, Bar bar) {
    if (standings.size() < LEAST) {
      return standings;
    }
    double[] sorted = standings.stream().mapToDouble(Standing::best).sorted().toArray();
    return standings.stream()
        .filter(standing -> standing.best() >= medianWithout(sorted, standing.best()))
        .toList();
  }

  /**
   * The median of all but one.
   *
   * @param sorted ascending, at least two
   * @param one of them
   */
  private static double medianWithout(double[] sorted, double one) {
    int left = sorted.length - 1;
    double upper = without(sorted, one, left / 2);
    return left % 2 == 1 ? upper : (without(sorted, one, left / 2 - 1) + upper) / 2;
  }

  /** The value of an index among those that are left. */
  private static double without(double[] sorted, double one, int index) {
    return sorted[index] < one ? sorted[index] : sorted[index + 1];
  }
}
