package io.github.clrsearch.search.stopping;

import java.util.List;
import java.util.function.IntToLongFunction;

/**
 * The median rule: a trial stops if its best score so far is below the median of the other trials'
 * best scores at the same number of updates (Golovin et al., "Google Vizier", KDD 2017, section
 * 3.2.2). Vizier compares with running averages, as trials arrive. Here all trials of a rung are
 * compared when the last of them has reached it, so that their order does not matter.
 *
 * @param everyUpdates updates from one rung to the next; 0 for those of the longest cycle in the
 *     space of the stage, so that every trial has ended a cycle
 */
public record MedianStopping(long everyUpdates) implements StoppingRule {
  static final String NAME = "median";

  /** With fewer trials the median is not informative. */
  static final int MIN_TRIALS = 5;

  public MedianStopping {
    if (everyUpdates < 0) {
      throw new IllegalArgumentException(
          "median must have every-updates >= 0, but got " + everyUpdates);
    }
  }

  static MedianStopping from(StoppingRules.Parameters parameters) {
    return new MedianStopping(parameters.integer("every-updates", 0, Long.MAX_VALUE));
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public int cycles(int rung, IntToLongFunction updates, long longest) {
    double budget = (everyUpdates == 0 ? longest : everyUpdates) * (rung + 1.0);
    return StoppingRules.cyclesWithin(budget, updates);
  }

  @Override
  public List<RungResult> continued(List<RungResult> results, Baseline baseline) {
    if (results.size() < MIN_TRIALS) {
      return results;
    }
    double[] sorted = results.stream().mapToDouble(RungResult::best).sorted().toArray();
    return results.stream()
        .filter(result -> result.best() >= medianWithout(sorted, result.best()))
        .toList();
  }

  /**
   * The median of all values but one.
   *
   * @param sorted ascending, at least two values
   * @param one a value of {@code sorted}
   */
  private static double medianWithout(double[] sorted, double one) {
    int left = sorted.length - 1;
    double upper = without(sorted, one, left / 2);
    return left % 2 == 1 ? upper : (without(sorted, one, left / 2 - 1) + upper) / 2;
  }

  /** The value at an index of the remaining values. */
  private static double without(double[] sorted, double one, int index) {
    return sorted[index] < one ? sorted[index] : sorted[index + 1];
  }
}
