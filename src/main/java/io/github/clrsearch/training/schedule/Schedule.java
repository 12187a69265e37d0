package io.github.clrsearch.training.schedule;

/**
 * A learning rate and a momentum for every update t = 0, 1, 2, ... of a training. Both depend only
 * on t, with the same bits on every JVM.
 */
public sealed interface Schedule
    permits TriangularSchedule,
        Triangular2Schedule,
        ExpRangeSchedule,
        CosineSchedule,
        OneCycleSchedule,
        ExponentialRise {

  /** The ends of the cycles. */
  CycleEnds cycles();

  /**
   * How high the learning rate of update t is within its bounds: 0 at the lowest, 1 at the highest.
   */
  double height(long t);

  /** The learning rate of update t. */
  double eta(long t);

  /**
   * The momentum of update t: it falls as the learning rate rises (L. N. Smith, "A disciplined
   * approach to neural network hyper-parameters", 2018, section 4.3).
   *
   * @param highest momentum at the lowest learning rate
   * @param lowest momentum at the highest learning rate
   */
  default double momentum(long t, double highest, double lowest) {
    return highest - height(t) * (highest - lowest);
  }
}
