package io.github.clrsearch.training;

import io.github.clrsearch.network.Evaluation;
import java.util.function.ToDoubleFunction;

/**
 * Hyperparameters of one training. {@link Hyperparameter} has their ranges and meanings.
 *
 * @param lambda weight of the L2 penalty
 * @param k n_s in epochs: n_s = k floor(n / batchSize) updates
 * @param nCycles cycles of 2 n_s updates; 0 only measures the initial network
 * @param m hidden units
 * @param pX probability that dropout keeps an input
 * @param pH probability that dropout keeps a hidden unit
 * @param labelSmoothing share of each label that is spread evenly over all classes; measured losses
 *     do not include it
 * @param mirror probability that an image of a mini-batch is mirrored left to right
 * @param shift maximum shift of an image of a mini-batch in each direction, in pixels
 * @param etaMin lowest learning rate
 * @param etaMax highest learning rate, at least etaMin
 * @param batchSize images per mini-batch
 */
public record Hyperparameters(
    double lambda,
    int k,
    int nCycles,
    int m,
    double pX,
    double pH,
    double labelSmoothing,
    double mirror,
    int shift,
    double etaMin,
    double etaMax,
    int batchSize) {

  /** Without label smoothing and without jitter. */
  public Hyperparameters(
      double lambda,
      int k,
      int nCycles,
      int m,
      double pX,
      double pH,
      double etaMin,
      double etaMax,
      int batchSize) {
    this(lambda, k, nCycles, m, pX, pH, 0, 0, 0, etaMin, etaMax, batchSize);
  }

  /** Checks that every value is in range. */
  public Hyperparameters {
    Hyperparameter.LAMBDA.check(lambda);
    Hyperparameter.K.check(k);
    Hyperparameter.N_CYCLES.check(nCycles);
    Hyperparameter.M.check(m);
    Hyperparameter.P_X.check(pX);
    Hyperparameter.P_H.check(pH);
    Hyperparameter.LABEL_SMOOTHING.check(labelSmoothing);
    Hyperparameter.MIRROR.check(mirror);
    Hyperparameter.SHIFT.check(shift);
    Hyperparameter.ETA_MIN.check(etaMin);
    Hyperparameter.ETA_MAX.check(etaMax);
    Hyperparameter.BATCH_SIZE.check(batchSize);
    if (etaMin > etaMax) {
      throw new IllegalArgumentException(
          "eta_min must be at most eta_max = %s, but got %s".formatted(etaMax, etaMin));
    }
  }

  /** The hyperparameters with the given values. */
  public static Hyperparameters of(ToDoubleFunction<Hyperparameter> values) {
    return new Hyperparameters(
        values.applyAsDouble(Hyperparameter.LAMBDA),
        (int) values.applyAsDouble(Hyperparameter.K),
        (int) values.applyAsDouble(Hyperparameter.N_CYCLES),
        (int) values.applyAsDouble(Hyperparameter.M),
        values.applyAsDouble(Hyperparameter.P_X),
        values.applyAsDouble(Hyperparameter.P_H),
        values.applyAsDouble(Hyperparameter.LABEL_SMOOTHING),
        values.applyAsDouble(Hyperparameter.MIRROR),
        (int) values.applyAsDouble(Hyperparameter.SHIFT),
        values.applyAsDouble(Hyperparameter.ETA_MIN),
        values.applyAsDouble(Hyperparameter.ETA_MAX),
        (int) values.applyAsDouble(Hyperparameter.BATCH_SIZE));
  }

  /** Returns a copy with other jitter. */
  public Hyperparameters withJitter(double mirror, int shift) {
    return new Hyperparameters(
        lambda, k, nCycles, m, pX, pH, labelSmoothing, mirror, shift, etaMin, etaMax, batchSize);
  }

  /**
   * Updates per epoch over n images: floor(n / batchSize).
   *
   * @throws IllegalArgumentException if n is smaller than one mini-batch
   */
  public int updatesPerEpoch(int n) {
    if (batchSize > n) {
      throw new IllegalArgumentException(
          "batch_size must be at most the %d images of the training split, but got %d"
              .formatted(n, batchSize));
    }
    return n / batchSize;
  }

  /** The schedule on a training split of n images. */
  public CyclicalSchedule schedule(int n) {
    return new CyclicalSchedule(etaMin, etaMax, (long) k * updatesPerEpoch(n));
  }

  /** Total number of updates on a training split of n images: 2 n_s n_cycles. */
  public long updates(int n) {
    return schedule(n).cycleLength() * nCycles;
  }

  /**
   * Whether mini-batches are unmodified images, without jitter and input dropout. Such trainings
   * can share their inputs.
   */
  public boolean sharesInputs() {
    return pX == 1 && mirror == 0 && shift == 0;
  }

  /**
   * Estimated memory of one training, in bytes: the weights as matrices, as a copy, and in panels
   * for training and for evaluation; the buffers of a mini-batch and of an evaluation per hidden
   * unit.
   *
   * @param inputs inputs per image
   * @param classes number of classes
   */
  public double bytes(int inputs, int classes) {
    double weights = (double) m * (inputs + classes + 1);
    double units = (4.0 * batchSize + 2.0 * Evaluation.CHUNK) * m;
    return Float.BYTES * (4 * weights + units) + (double) batchSize * inputs;
  }
}
