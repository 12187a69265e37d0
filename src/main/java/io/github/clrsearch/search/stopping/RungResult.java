package io.github.clrsearch.search.stopping;

import io.github.clrsearch.search.trial.CycleResult;
import io.github.clrsearch.search.trial.Metric;
import io.github.clrsearch.search.trial.Trial;
import java.util.List;

/**
 * Result of a trial at a rung: its cycles up to the rung, without later ones.
 *
 * @param trial with its maximum number of cycles
 * @param cycles that have ended, in order; at least one
 * @param planned updates of all cycles that the trial may train
 * @param metric that trials are compared by
 */
public record RungResult(Trial trial, List<CycleResult> cycles, long planned, Metric metric) {

  public RungResult {
    cycles = List.copyOf(cycles);
    if (cycles.isEmpty()) {
      throw new IllegalArgumentException(
          "trial %s must have ended a cycle to be compared".formatted(trial));
    }
  }

  public CycleResult last() {
    return cycles.get(cycles.size() - 1);
  }

  /** The score at the end of the last cycle; negative infinity if there is none. */
  public double score() {
    return orBelowAll(last());
  }

  /**
   * The score at the end of the cycle before the last, which must exist; negative infinity if there
   * is none.
   */
  double beforeLast() {
    return orBelowAll(cycles.get(cycles.size() - 2));
  }

  /** The highest score at the end of a cycle; negative infinity if there is none. */
  double best() {
    return cycles.stream().mapToDouble(this::orBelowAll).max().orElseThrow();
  }

  /** The number of cycles that the trial may still train. */
  int left() {
    return trial.cycles() - last().cycle();
  }

  private double orBelowAll(CycleResult cycle) {
    double score = cycle.score(metric);
    return Double.isNaN(score) ? Double.NEGATIVE_INFINITY : score;
  }
}
