package clrsearch.training;

/**
 * When and on how much a training is measured. A cycle's end is always measured, with the whole
 * validation split.
 *
 * @param perCycle measurements in a cycle, its end included, at least 1
 * @param subset images of each split that are measured otherwise, at least 1: fixed ones, the same
 *     for all trials, because the whole splits would cost more than a few percent of the training
 */
public record MeasurementPlan(int perCycle, int subset) implements java.io.Serializable {

  /** Checks the ranges. */
  public MeasurementPlan {
    if (perCycle < 1 || subset < 1) {
      throw new IllegalArgumentException(
          "measure.per-cycle and measure.subset must be at least 1, but got %d and %d"
              .formatted(perCycle, subset));
    }
  }

  /** Whether a measurement follows the given number of updates into a cycle. */
  boolean isDue(long position, long cycleLength) {
    return position * perCycle / cycleLength > (position - 1) * perCycle / cycleLength;
  }
}
