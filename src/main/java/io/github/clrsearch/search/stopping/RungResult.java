package io.github.clrsearch.search.stopping;

import io.github.clrsearch.search.trial.CycleResult;
import io.github.clrsearch.search.trial.Trial;
import java.util.List;

/**
 * Result of a trial at a rung: its cycles up to the rung, without later ones.
 *
 * @param trial with its maximum number of cycles
 * @param cycles that have ended, in order; at least one
 */
public record RungResult(Trial trial, List<CycleResult> cycles) {

  /** Copies the cycles and checks that there is one. */
  public RungResult {
    cycles = List.copyOf(cycles);
    if (cycles.isEmpty()) {
      throw new IllegalArgumentException(
          "trial %s must have ended a cycle to be compared".formatted(trial));
    }
  }

  /** The last cycle. */
  public CycleResult last() {
    return cycles.get(cycles.size() - 1);
  }

  /** The accuracy at the end of the last cycle; -1 if there is none. */
  double accuracy() {
    return orBelowAll(last().validationAccuracy());
  }

  /** The accuracy at the end of the cycle before the last, which must exist; -1 if none. */
  double beforeLast() {
    return orBelowAll(cycles.get(cycles.size() - 2).validationAccuracy());
  }

  /** The highest accuracy at the end of a cycle; -1 if there is none. */
  double best() {
    return cycles.stream()
        .mapToDouble(cycle -> orBelowAll(cycle.validationAccuracy()))
        .max()
        .orElseThrow();
  }

  /** The number of cycles that the trial may still train. */
  int left() {
    return trial.cycles() - last().cycle();
  }

  private static double orBelowAll(double accuracy) {
    return Double.isNaN(accuracy) ? -1 : accuracy;
  }
}
