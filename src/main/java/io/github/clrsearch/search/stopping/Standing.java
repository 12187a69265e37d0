package io.github.clrsearch.search.stopping;

import io.github.clrsearch.search.trial.CycleResult;
import io.github.clrsearch.search.trial.Trial;
import java.util.List;

/**
 * A trial as it stands at a rung: its cycles' ends up to there, whatever came after.
 *
 * @param trial with as many cycles as it may have in all
 * @param cycles that have ended, in order; at least one
 */
public record Standing(Trial trial, List<CycleResult> cycles) {

  /** Copies the cycles, and checks that there is one. */
  public Standing {
    cycles = List.copyOf(cycles);
    if (cycles.isEmpty()) {
      throw new IllegalArgumentException(
          "trial %s must have ended a cycle to be compared".formatted(trial));
    }
  }

  /** Its last cycle's end. */
  public CycleResult last() {
    return cycles.get(cycles.size() - 1);
  }

  /** The accuracy at the last cycle's end; below all others where there is none. */
  double accuracy() {
    return orBelowAll(last().validationAccuracy());
  }

  /** The accuracy at the end of the cycle before the last, of which there must be one. */
  double beforeLast() {
    return orBelowAll(cycles.get(cycles.size() - 2).validationAccuracy());
  }

  /** The highest accuracy at a cycle's end; below all others where there is none. */
  double best() {
    return cycles.stream()
        .mapToDouble(cycle -> orBelowAll(cycle.validationAccuracy()))
        .max()
        .orElseThrow();
  }

  /** How many cycles it may still train. */
  int left() {
    return trial.cycles() - last().cycle();
  }

  private static double orBelowAll(double accuracy) {
    return Double.isNaN(accuracy) ? -1 : accuracy;
  }
}
