package io.github.clrsearch.training;

import java.io.Serializable;

/**
 * When and on how much a training is measured. A cycle's end is always measured, with the whole
 * validation split.
 *
 * @param perCycle measurements in a cycle, its end included, at least 1
 * @param subset images of each split that are measured otherwise, at least 1: fixed ones, the same
 *     for all trials, because the whole splits would cost more than a few percent of the training
 * @param early what else is measured as a cycle begins
 */
public record MeasurementPlan(int perCycle, int subset, Early early) implements Serializable {

  /** What is measured as a cycle begins, besides the evenly spaced measurements. */
  public enum Early {
    /** Nothing. */
    NONE,
    /** After 1, 2, 4, 8, ... updates: to see where the accuracy leaves its start. */
    DOUBLING
  }

  /** Checks the ranges. */
  public MeasurementPlan {
    if (perCycle < 1 || subset < 1) {
      throw new IllegalArgumentException(
          "measure.per-cycle and measure.subset must be at least 1, but got %d and %d"
              .formatted(perCycle, subset));
    }
  }

  /** Evenly spaced measurements alone. */
  public MeasurementPlan(int perCycle, int subset) {
    this(perCycle, subset, Early.NONE);
  }

  /** Whether a measurement follows the given number of updates into a cycle. */
  boolean isDue(long position, long cycleLength) {
    boolean doubling = early == Early.DOUBLING && Long.bitCount(position) == 1;
    return doubling || position * perCycle / cycleLength > (position - 1) * perCycle / cycleLength;
  }
}
