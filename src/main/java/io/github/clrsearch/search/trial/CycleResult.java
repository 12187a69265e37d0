package io.github.clrsearch.search.trial;

import io.github.clrsearch.search.space.Numbers;
import java.io.Serializable;
import java.util.List;

/**
 * Measurements of a trial at the end of a cycle. A trial of exactly this many cycles would have
 * ended with the same numbers. A number that was not measured is NaN here and NULL in tables.
 *
 * <p>Trials are compared by {@code validationAccuracy} only; higher is better. It is the fraction
 * of correctly classified examples, or any other score in 0 .. 1. A loss becomes such a score by a
 * decreasing function such as 1 / (1 + loss), which keeps the ranking. The search assumes the
 * standard error of a fraction of n examples, sqrt(a (1 - a) / n). For another score, choose the n
 * that gives its own standard error.
 *
 * @param cycle from 1
 * @param updates since the start of the trial, at least 0
 * @param trainingCost loss plus L2 penalty on the training split
 * @param trainingLoss mean cross-entropy on the training split
 * @param trainingAccuracy fraction in 0 .. 1
 * @param validationCost loss plus L2 penalty on the validation split
 * @param validationLoss mean cross-entropy on the validation split
 * @param validationAccuracy fraction in 0 .. 1; trials are compared by it
 * @param ensembles of the snapshots up to this cycle; empty if the objective has none
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

  /** A result with the validation accuracy only. */
  public static CycleResult of(int cycle, long updates, double validationAccuracy) {
    double none = Double.NaN;
    return new CycleResult(cycle, updates, none, none, none, none, none, validationAccuracy);
  }

  /** Checks the counts and the accuracies, and copies the list. */
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

  /** Rejects an accuracy that is neither a fraction nor NaN; usually it is a percentage. */
  static void checkAccuracy(String name, double accuracy) {
    if (accuracy < 0 || accuracy > 1) {
      throw new IllegalArgumentException(
          "%s must be a fraction in 0 .. 1 or NaN, but got %s: divide percent by 100, and turn a loss into 1 / (1 + loss)"
              .formatted(name, Numbers.exact(accuracy)));
    }
  }
}
