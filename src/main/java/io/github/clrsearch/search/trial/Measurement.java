package io.github.clrsearch.search.trial;

import java.io.Serializable;

/**
 * A point of a learning curve. A number that was not measured is NaN.
 *
 * @param update number of updates before the measurement, at least 0
 * @param cycle from 1; 0 before the first update
 * @param split {@link #TRAINING} or {@link #VALIDATION}
 * @param images number of measured images
 * @param eta the learning rate of that update
 * @param cost loss plus L2 penalty
 * @param loss mean cross-entropy
 * @param accuracy fraction in 0 .. 1
 */
public record Measurement(
    long update,
    int cycle,
    String split,
    int images,
    double eta,
    double cost,
    double loss,
    double accuracy)
    implements Serializable {

  /** The split that networks train on. */
  public static final String TRAINING = "training";

  /** The held-out split that trials are compared on. */
  public static final String VALIDATION = "validation";

  /** Checks the counts, the name of the split and the accuracy. */
  public Measurement {
    if (update < 0 || cycle < 0 || images < 0) {
      throw new IllegalArgumentException(
          "a measurement must have update >= 0, cycle >= 0, images >= 0, but got %d, %d, %d"
              .formatted(update, cycle, images));
    }
    if (!TRAINING.equals(split) && !VALIDATION.equals(split)) {
      throw new IllegalArgumentException(
          "a measurement's split must be training or validation, but got '%s'".formatted(split));
    }
    CycleResult.checkAccuracy("accuracy", accuracy);
  }
}
