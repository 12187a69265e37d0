package io.github.clrsearch.search.trial;

import java.io.Serializable;

/**
 * A point of a learning curve. A number that was not measured is NaN.
 *
 * @param update after how many updates, at least 0
 * @param cycle in which cycle, from 1; 0 before the first update
 * @param split {@link #TRAINING} or {@link #VALIDATION}
 * @param images how many were measured
 * @param eta the learning rate of that update
 * @param cost loss and penalty
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

  /** The split that is trained on. */
  public static final String TRAINING = "training";

  /** The split that is held out to compare trials. */
  public static final String VALIDATION = "validation";

  /** Checks what is counted, the split's name and the accuracy. */
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
