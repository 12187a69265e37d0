package io.github.clrsearch.training;

import io.github.clrsearch.network.Evaluation;
import io.github.clrsearch.training.schedule.Schedule;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * Hyperparameters of one training. {@link Hyperparameter} has their ranges and meanings.
 *
 * @param values by hyperparameter; one that is missing gets its default
 * @param method the choices that are not numbers
 */
public record Hyperparameters(Map<Hyperparameter, Double> values, TrainingMethod method) {

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
            Hyperparameter.BATCH_SIZE, (double) batchSize),
        TrainingMethod.DEFAULT);
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
    if (etaMin > etaMax && method.schedule().uses(Hyperparameter.ETA_MIN)) {
      throw new IllegalArgumentException(
          "eta_min must be at most eta_max = %s, but got %s".formatted(etaMax, etaMin));
    }
    double nCycles = values.get(Hyperparameter.N_CYCLES);
    if (nCycles > 1 && !method.schedule().repeats()) {
      throw new IllegalArgumentException(
          "n_cycles must be 1, because the schedule %s does not repeat, but got %s: k sets the length of its cycle"
              .formatted(method.schedule(), Hyperparameter.text(nCycles)));
    }
  }

  /**
   * The hyperparameters of a setting.
   *
   * @param setting values by name; names that are not hyperparameters are ignored
   */
  public static Hyperparameters of(Map<String, Double> setting, TrainingMethod method) {
    Map<Hyperparameter, Double> values = new EnumMap<>(Hyperparameter.class);
    for (Hyperparameter each : Hyperparameter.values()) {
      if (setting.containsKey(each.key())) {
        values.put(each, setting.get(each.key()));
      }
    }
    return new Hyperparameters(values, method);
  }

  /** The same with another value of one hyperparameter. */
  public Hyperparameters with(Hyperparameter hyperparameter, double value) {
    Map<Hyperparameter, Double> other = new EnumMap<>(values);
    other.put(hyperparameter, value);
    return new Hyperparameters(other, method);
  }

  /** The same with another method. */
  public Hyperparameters with(TrainingMethod other) {
    return new Hyperparameters(values, other);
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

  /** Number of cycles; 0 only measures the initial network. */
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

  /** Momentum at the lowest learning rate, 0 for none. */
  public double momentum() {
    return real(Hyperparameter.MOMENTUM);
  }

  /** Momentum at the highest learning rate, at most that at the lowest. */
  public double momentumMin() {
    return Math.min(momentum(), real(Hyperparameter.MOMENTUM_MIN));
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
  public Schedule schedule(int n) {
    return scheduleOf((long) k() * updatesPerEpoch(n));
  }

  /**
   * The schedule of a given cycle length.
   *
   * @param nS half the length of the first cycle, in updates, at least 1
   */
  public Schedule scheduleOf(long nS) {
    return method.schedule().of(this, nS);
  }

  /** Number of updates at the end of a cycle, from 1, on a training split of n images. */
  public long updates(int cycle, int n) {
    return schedule(n).cycles().end(cycle);
  }

  /** Total number of updates on a training split of n images. */
  public long updates(int n) {
    return updates(nCycles(), n);
  }

  /**
   * Whether mini-batches are unmodified images, without jitter and input dropout. Such trainings
   * can share their inputs.
   */
  public boolean sharesInputs() {
    return pX() == 1 && mirror() == 0 && shift() == 0;
  }

  /**
   * Estimated memory of one training, in bytes: the weights as matrices, as a copy, as an average,
   * and in panels for training and for evaluation, with momentum also the velocities; the buffers
   * of a mini-batch and of an evaluation per hidden unit.
   *
   * @param inputs inputs per image
   * @param classes number of classes
   */
  public double bytes(int inputs, int classes) {
    double weights = (double) m() * (inputs + classes + 1);
    double units = (4.0 * batchSize() + 2.0 * Evaluation.CHUNK) * m();
    int copies = (momentum() > 0 ? 7 : 4) + (nCycles() > 1 ? 1 : 0);
    return Float.BYTES * (copies * weights + units) + (double) batchSize() * inputs;
  }

  double real(Hyperparameter hyperparameter) {
    return values.get(hyperparameter);
  }

  int integer(Hyperparameter hyperparameter) {
    return values.get(hyperparameter).intValue();
  }
}
