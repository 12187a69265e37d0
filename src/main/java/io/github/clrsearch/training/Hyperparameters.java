package io.github.clrsearch.training;

import io.github.clrsearch.network.Evaluation;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * Hyperparameters of one training. {@link Hyperparameter} has their ranges and meanings.
 *
 * @param values by hyperparameter; one that is missing gets its default
 */
public record Hyperparameters(Map<Hyperparameter, Double> values) {

  /** Without label smoothing and without jitter: these have their defaults. */
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
    this(
        Map.of(
            Hyperparameter.LAMBDA, lambda,
            Hyperparameter.K, (double) k,
            Hyperparameter.N_CYCLES, (double) nCycles,
            Hyperparameter.M, (double) m,
            Hyperparameter.P_X, pX,
            Hyperparameter.P_H, pH,
            Hyperparameter.ETA_MIN, etaMin,
            Hyperparameter.ETA_MAX, etaMax,
            Hyperparameter.BATCH_SIZE, (double) batchSize));
  }

  /** Adds the missing defaults and checks that every value is in range. */
  public Hyperparameters {
    Map<Hyperparameter, Double> all = new EnumMap<>(Hyperparameter.class);
    for (Hyperparameter each : Hyperparameter.values()) {
      double value = values.getOrDefault(each, each.defaultValue());
      each.check(value);
      all.put(each, value);
    }
    values = Collections.unmodifiableMap(all);
    double etaMin = values.get(Hyperparameter.ETA_MIN);
    double etaMax = values.get(Hyperparameter.ETA_MAX);
    if (etaMin > etaMax) {
      throw new IllegalArgumentException(
          "eta_min must be at most eta_max = %s, but got %s".formatted(etaMax, etaMin));
    }
  }

  /** The same with another value of one hyperparameter. */
  public Hyperparameters with(Hyperparameter hyperparameter, double value) {
    Map<Hyperparameter, Double> other = new EnumMap<>(values);
    other.put(hyperparameter, value);
    return new Hyperparameters(other);
  }

  /** Returns a copy with other jitter. */
  public Hyperparameters withJitter(double mirror, int shift) {
    return with(Hyperparameter.MIRROR, mirror).with(Hyperparameter.SHIFT, shift);
  }

  /** Weight of the L2 penalty. */
  public double lambda() {
    return real(Hyperparameter.LAMBDA);
  }

  /** n_s in epochs: n_s = k floor(n / batchSize) updates. */
  public int k() {
    return integer(Hyperparameter.K);
  }

  /** Cycles of 2 n_s updates; 0 only measures the initial network. */
  public int nCycles() {
    return integer(Hyperparameter.N_CYCLES);
  }

  /** Hidden units. */
  public int m() {
    return integer(Hyperparameter.M);
  }

  /** Probability that dropout keeps an input. */
  public double pX() {
    return real(Hyperparameter.P_X);
  }

  /** Probability that dropout keeps a hidden unit. */
  public double pH() {
    return real(Hyperparameter.P_H);
  }

  /**
   * Share of each label that is spread evenly over all classes. Measured losses do not include it.
   */
  public double labelSmoothing() {
    return real(Hyperparameter.LABEL_SMOOTHING);
  }

  /** Probability that an image of a mini-batch is mirrored left to right. */
  public double mirror() {
    return real(Hyperparameter.MIRROR);
  }

  /** Maximum shift of an image of a mini-batch in each direction, in pixels. */
  public int shift() {
    return integer(Hyperparameter.SHIFT);
  }

  /** Lowest learning rate. */
  public double etaMin() {
    return real(Hyperparameter.ETA_MIN);
  }

  /** Highest learning rate, at least etaMin. */
  public double etaMax() {
    return real(Hyperparameter.ETA_MAX);
  }

  /** Images per mini-batch. */
  public int batchSize() {
    return integer(Hyperparameter.BATCH_SIZE);
  }

  /**
   * Updates per epoch over n images: floor(n / batchSize).
   *
   * @throws IllegalArgumentException if n is smaller than one mini-batch
   */
  public int updatesPerEpoch(int n) {
    if (batchSize() > n) {
      throw new IllegalArgumentException(
          "batch_size must be at most the %d images of the training split, but got %d"
              .formatted(n, batchSize()));
    }
    return n / batchSize();
  }

  /** The schedule on a training split of n images. */
  public CyclicalSchedule schedule(int n) {
    return new CyclicalSchedule(etaMin(), etaMax(), (long) k() * updatesPerEpoch(n));
  }

  /** Total number of updates on a training split of n images: 2 n_s n_cycles. */
  public long updates(int n) {
    return schedule(n).cycleLength() * nCycles();
  }

  /**
   * Whether mini-batches are unmodified images, without jitter and input dropout. Such trainings
   * can share their inputs.
   */
  public boolean sharesInputs() {
    return pX() == 1 && mirror() == 0 && shift() == 0;
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
    double weights = (double) m() * (inputs + classes + 1);
    double units = (4.0 * batchSize() + 2.0 * Evaluation.CHUNK) * m();
    return Float.BYTES * (4 * weights + units) + (double) batchSize() * inputs;
  }

  private double real(Hyperparameter hyperparameter) {
    return values.get(hyperparameter);
  }

  private int integer(Hyperparameter hyperparameter) {
    return values.get(hyperparameter).intValue();
  }
}
