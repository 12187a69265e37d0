package io.github.clrsearch.search.stopping;

import java.util.Comparator;
import java.util.List;
import java.util.function.IntToLongFunction;

/**
 * Synchronous successive halving: one in {@code factor} of the trials continues from each rung, and
 * each rung has {@code factor} times the updates of the rung before. Trials are compared after
 * equal numbers of updates, as far as their cycles allow: each at the last cycle's end at or before
 * the rung (Jamieson and Talwalkar, "Non-stochastic Best Arm Identification and Hyperparameter
 * Optimization", AISTATS 2016; Li et al., "Hyperband", JMLR 18, 2018).
 *
 * @param factor number of trials per trial that continues, at least 2
 * @param fromUpdates updates of the first rung; 0 for those of the longest cycle in the space of
 *     the stage, so that every trial has ended a cycle
 */
public record Halving(int factor, long fromUpdates) implements StoppingRule {
  static final String NAME = "halving";

  private static final Comparator<RungResult> BEST_FIRST =
      Comparator.comparingDouble(RungResult::score)
          .reversed()
          .thenComparingInt(result -> result.trial().number());

  public Halving {
    if (factor < 2 || fromUpdates < 0) {
      throw new IllegalArgumentException(
          "halving must have factor >= 2 and from-updates >= 0, but got %d and %d"
              .formatted(factor, fromUpdates));
    }
  }

  static Halving from(StoppingRules.Parameters parameters) {
    return new Halving(
        (int) parameters.integer("factor", 2, Integer.MAX_VALUE),
        parameters.integer("from-updates", 0, Long.MAX_VALUE));
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public int cycles(int rung, IntToLongFunction updates, long longest) {
    double budget = (fromUpdates == 0 ? longest : fromUpdates) * Math.pow(factor, rung);
    return StoppingRules.cyclesWithin(budget, updates);
  }

  @Override
  public List<RungResult> continued(List<RungResult> results, Baseline baseline) {
    int places = Math.max(1, results.size() / factor);
    return results.stream()
        .sorted(BEST_FIRST)
        .limit(places)
        .sorted(Comparator.comparingInt(result -> result.trial().number()))
        .toList();
  }
}
