package io.github.clrsearch.search.stopping;

import java.util.Comparator;
import java.util.List;

/**
 * Synchronous successive halving: at the first rung one in {@code factor} of the trials goes on, at
 * a rung of {@code factor} times as many updates one in {@code factor} of these, and so on. Trials
 * are compared after equal numbers of updates, as far as their cycles allow: each with its last
 * cycle's end at or before the rung (Jamieson and Talwalkar, "Non-stochastic Best Arm
 * Identification and Hyperparameter Optimization", AISTATS 2016; Li et al., "Hyperband", JMLR 18,
 * 2018).
 *
 * @param factor how many trials there are for each that goes on, at least 2
 * @param fromUpdates where the first rung is; 0 for the updates of the longest cycle that the
 *     stage's space has, so that every trial has ended one
 */
public record Halving(int factor, long fromUpdates) implements Stopping {
  private static final Comparator<Standing> BEST_FIRST =
      Comparator.comparingDouble(Standing::accuracy)
          .reversed()
          .thenComparingInt(standing -> standing.trial().number());

  /** Checks the numbers. */
  public Halving {
    if (factor < 2 || fromUpdates < 0) {
      throw new IllegalArgumentException(
          "halving must have a factor of at least 2 and start from at least 0 updates, but got %d and %d"
              .formatted(factor, fromUpdates));
    }
  }

  @Override
  public String name() {
    return "halving";
  }

  @Override
  public int cycles(int rung, long updates, long longest) {
    double budget = (fromUpdates == 0 ? longest : fromUpdates) * Math.pow(factor, rung);
    return Stopping.cyclesWithin(budget, updates);
  }

  @Override
  public List<Standing> goOn(List<Standing> standings, Bar bar) {
    int places = Math.max(1, standings.size() / factor);
    return standings.stream()
        .sorted(BEST_FIRST)
        .limit(places)
        .sorted(Comparator.comparingInt(standing -> standing.trial().number()))
        .toList();
  }
}
