package io.github.clrsearch.search.trial;

import io.github.clrsearch.search.space.Numbers;
import java.io.Serializable;
import java.util.List;

/**
 * The state of a trial at the end of a cycle: what a trial of so many cycles would have ended with.
 * A number that was not measured is NaN, and NULL in tables.
 *
 * <p>Trials are compared by {@code validationAccuracy} alone, and the higher is the better. It is a
 * fraction: that of examples answered rightly, or any other score in 0 .. 1. A loss to be minimized
 * becomes one by a falling function such as 1 / (1 + loss), which ranks as the loss does. The
 * search takes its standard error to be that of a fraction of n examples, sqrt(a (1 - a) / n); of
 * another score, n is the number that makes it the score's own.
 *
 * @param cycle from 1
 * @param updates since the trial began, at least 0
 * @param trainingCost loss and penalty on the training split
 * @param trainingLoss mean cross-entropy on the training split
 * @param trainingAccuracy fraction in 0 .. 1
 * @param validationCost loss and penalty on the validation split
 * @param validationLoss mean cross-entropy on the validation split
 * @param validationAccuracy fraction in 0 .. 1; what trials are compared by
 * @param ensembles of this cycle's end and those before; empty where the objective has none
 */
public record CycleResult(
    @Column("the cycle that ended, from 1") int cycle,
    @Column("updates done so far") long updates,
    @Column("cost on a fixed sample of the training split, nats") double trainingCost,
    @Column("loss on a fixed sample of the training split, nats") double trainingLoss,
    @Column("accuracy on a fixed sample of the training split, 0..1") double trainingAccuracy,
    @Column("cost on the validation split, nats") double validationCost,
    @Column("loss on the validation split, nats") double validationLoss,
    @Column("accuracy on the validation split, 0..1") double validationAccuracy,
    @Column("ensembles of the networks at this and earlier cycles' ends")
        List<EnsembleResult> ensembles)
    implements Serializable {

  /** A result without ensembles. */
  public CycleResult(
      int cycle,
      long updates,
      double trainingCost,
      double trainingLoss,
      double trainingAccuracy,
      double validationCost,
      double validationLoss,
      double validationAccuracy) {
    this(
        cycle,
        updates,
        trainingCost,
        trainingLoss,
        trainingAccuracy,
        validationCost,
        validationLoss,
        validationAccuracy,
        List.of());
  }

  /** A result of which nothing but the validation accuracy was measured. */
  public static CycleResult of(int cycle, long updates, double validationAccuracy) {
    double none = Double.NaN;
    return new CycleResult(cycle, updates, none, none, none, none, none, validationAccuracy);
  }

  /** Checks what is counted and the accuracies, and copies the list. */
  public CycleResult {
    if (cycle < 1 || updates < 0) {
      throw new IllegalArgumentException(
          "a cycle's result must have cycle >= 1 and updates >= 0, but got %d and %d"
              .formatted(cycle, updates));
    }
    checkAccuracy("trainingAccuracy", trainingAccuracy);
    checkAccuracy("validationAccuracy", validationAccuracy);
    ensembles = List.copyOf(ensembles);
  }

  /** Refuses an accuracy that is neither a fraction nor NaN: mostly one in percent. */
  static void checkAccuracy(String name, double accuracy) {
    if (accuracy < 0 || accuracy > 1) {
      throw new IllegalArgumentException(
          "%s must be a fraction in 0 .. 1 or NaN, but got %s: divide percent by 100, and turn a loss into 1 / (1 + loss)"
              .formatted(name, Numbers.exact(accuracy)));
    }
  }
}
