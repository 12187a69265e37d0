package io.github.clrsearch.training;

import io.github.clrsearch.data.Jitter;

/**
 * What a training is told.
 *
 * @param lambda the weight of the L2 penalty, 0 or more
 * @param k n_s in epochs: n_s = k floor(n / batchSize) updates, at least 1
 * @param nCycles cycles of 2 n_s updates, 0 or more (0 only measures the start)
 * @param m hidden nodes, at least 1
 * @param pX the probability that dropout keeps an input, in (0, 1]
 * @param pH the probability that dropout keeps a hidden node, in (0, 1]
 * @param labelSmoothing the part of each label that is spread evenly over all classes, in [0, 1);
 *     the loss that is measured knows nothing of it
 * @param mirror the probability that an image of a mini-batch is mirrored left to right, in [0, 1]
 * @param shift the most pixels that an image of a mini-batch is moved by in each direction, 0 ..
 *     {@value Jitter#MOST_SHIFT}
 * @param etaMin the lowest learning rate, 0 or more
 * @param etaMax the highest learning rate, at least etaMin
 * @param batchSize images in a mini-batch, at least 1
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

  /** Without label smoothing and without jitter: images stay where they are. */
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

  private static final String SHIFTS = "in 0 .. " + Jitter.MOST_SHIFT;

  /** Checks every range. */
  public Hyperparameters {
    require(lambda >= 0 && lambda < Double.POSITIVE_INFINITY, "lambda", "0 or more", lambda);
    require(k >= 1, "k", "at least 1", k);
    require(nCycles >= 0, "n_cycles", "0 or more", nCycles);
    require(m >= 1, "m", "at least 1", m);
    require(pX > 0 && pX <= 1, "p_x", "in (0, 1]", pX);
    require(pH > 0 && pH <= 1, "p_h", "in (0, 1]", pH);
    require(
        labelSmoothing >= 0 && labelSmoothing < 1, "label_smoothing", "in [0, 1)", labelSmoothing);
    require(mirror >= 0 && mirror <= 1, "mirror", "in [0, 1]", mirror);
    require(shift >= 0 && shift <= Jitter.MOST_SHIFT, "shift", SHIFTS, shift);
    require(etaMin >= 0 && etaMin <= etaMax, "eta_min", "in [0, eta_max = " + etaMax + "]", etaMin);
    require(etaMax < Double.POSITIVE_INFINITY, "eta_max", "finite", etaMax);
    require(batchSize >= 1, "batch_size", "at least 1", batchSize);
  }

  /** The same with images that are moved. */
  public Hyperparameters withJitter(double mirror, int shift) {
    return new Hyperparameters(
        lambda, k, nCycles, m, pX, pH, labelSmoothing, mirror, shift, etaMin, etaMax, batchSize);
  }

  private static void require(boolean holds, String name, String rule, Number value) {
    if (!holds) {
      throw new IllegalArgumentException("%s must be %s, but got %s".formatted(name, rule, value));
    }
  }

  /**
   * Updates in an epoch over n images: floor(n / batchSize).
   *
   * @throws IllegalArgumentException if there is not one full mini-batch
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

  /** All updates on a training split of n images: 2 n_s n_cycles. */
  public long updates(int n) {
    return schedule(n).cycleLength() * nCycles;
  }

  /**
   * Whether its mini-batches are the images as they are: without jitter and without dropout of
   * inputs, which are a training's own.
   */
  public boolean sharesInputs() {
    return pX == 1 && mirror == 0 && shift == 0;
  }

  /**
   * The memory that a training holds, in bytes: weights, one copy of them, and the buffers of a
   * mini-batch.
   *
   * @param inputs of an image
   * @param classes of the data
   */
  public double bytes(int inputs, int classes) {
    double weights = (double) m * (inputs + classes + 1);
    double buffers = (double) batchSize * (inputs + 2.0 * m + classes);
    return Float.BYTES * (2 * weights + buffers);
  }
}
