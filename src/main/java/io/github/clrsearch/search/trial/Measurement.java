package io.github.clrsearch.search.trial;

import java.io.Serializable;

/**
 * A point of a learning curve. A number that was not measured is NaN.
 *
 * @param cycle from 1; 0 before the first update
 * @param update number of updates before the measurement, at least 0
 * @param split {@link #TRAINING} or {@link #VALIDATION}
 * @param images number of measured images
 * @param eta the learning rate of that update
 * @param cost loss plus L2 penalty
 * @param loss mean cross-entropy
 * @param accuracy fraction in 0 .. 1
 */
public record Measurement(
    @Column("the cycle it belongs to, from 1; 0 before the first update") int cycle,
    @Column("updates done so far") long update,
    @Column("training or validation") String split,
    @Column("number of images measured") int images,
    @Column("learning rate of the next update") double eta,
    @Column("cost: loss plus L2 penalty, nats") double cost,
    @Column("loss: mean cross-entropy, nats") double loss,
    @Column("accuracy, 0..1") double accuracy)
    implements Serializable {

  /** The split that networks train on. */
  public static final String TRAINING = "training";

  /** The held-out split that trials are compared on. */
  public static final String VALIDATION = "validation";

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
    // A driver holds millions of measurements, which were read from files.
    split = TRAINING.equals(split) ? TRAINING : VALIDATION;
  }
}
