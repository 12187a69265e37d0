package io.github.clrsearch.training;

import java.io.Serializable;

/**
 * When a training is measured, and on how many images. The end of a cycle is always measured, on
 * the whole validation split.
 *
 * @param perCycle measurements per cycle, including its end, at least 1
 * @param subset number of images of each split that other measurements use, at least 1. They are
 *     fixed and the same for all trials. Measuring whole splits would cost more than a few percent
 *     of the training
 * @param early additional measurements at the start of a cycle
 */
public record MeasurementPlan(int perCycle, int subset, Early early) implements Serializable {

  /** Additional measurements at the start of a cycle. */
  public enum Early {
    /** None. */
    NONE,
    /** After 1, 2, 4, 8, ... updates, to show where the accuracy starts to rise. */
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

  /** Evenly spaced measurements only. */
  public MeasurementPlan(int perCycle, int subset) {
    this(perCycle, subset, Early.NONE);
  }

  /** Whether to measure after the given number of updates of a cycle. */
  boolean isDue(long position, long cycleLength) {
    boolean doubling = early == Early.DOUBLING && Long.bitCount(position) == 1;
    return doubling || position * perCycle / cycleLength > (position - 1) * perCycle / cycleLength;
  }
}
