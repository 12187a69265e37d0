package io.github.clrsearch.bench;

import io.github.clrsearch.data.ImageShape;
import io.github.clrsearch.data.Images;
import io.github.clrsearch.data.Jitter;
import io.github.clrsearch.data.PreparedData;
import io.github.clrsearch.data.Split;
import io.github.clrsearch.network.Dropout;
import io.github.clrsearch.network.Learner;
import io.github.clrsearch.network.MiniBatch;
import io.github.clrsearch.network.Network;
import io.github.clrsearch.network.TrainingStep;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The updates of one trial, or of several fused trials, as the trainer runs them: gather, then
 * step. The images are noise, but as many as CIFAR-10 has, so that mini-batches come from memory
 * and not from a cache.
 */
final class Workload {
  static final int BATCH = 100;

  private static final int CLASSES = 10;
  private static final PreparedData DATA = noise(50_000);
  private static final int[] ORDER = shuffled(DATA.split().training());

  private final MiniBatch batch = new MiniBatch(BATCH, ImageShape.CIFAR.size());
  private final List<Learner> learners;
  private final TrainingStep step;
  private final Jitter jitter;
  private long update;

  /**
   * Creates the workload of one trial.
   *
   * @param m hidden units
   * @param keep keep probability, p_x = p_h
   * @param mirror probability that an image is mirrored
   */
  Workload(int m, double keep, double mirror) {
    this(m, keep, mirror, 1);
  }

  /**
   * Creates the workload of several fused trials.
   *
   * @param m hidden units of each trial
   * @param keep keep probability, p_x = p_h
   * @param mirror probability that an image is mirrored
   * @param trials number of trials
   */
  Workload(int m, double keep, double mirror, int trials) {
    learners = IntStream.range(0, trials).mapToObj(i -> learner(m, keep, i)).toList();
    step = new TrainingStep(learners, BATCH);
    jitter = new Jitter(1, mirror, 0);
  }

  private static Learner learner(int m, double keep, long seed) {
    Network network = Network.random(ImageShape.CIFAR.size(), m, CLASSES, seed);
    return new Learner(network, new Dropout(seed), keep, keep, 0, 1e-3);
  }

  /** Runs one update. */
  boolean update() {
    gather();
    learners.forEach(learner -> learner.setEta(1e-3));
    step.update(batch, update++);
    return learners.get(0).isFinite();
  }

  /** Gathers the next mini-batch. */
  MiniBatch gather() {
    int from = (int) (update % (ORDER.length / BATCH)) * BATCH;
    jitter.startUpdate(update);
    batch.gather(DATA, ORDER, from, BATCH, jitter);
    return batch;
  }

  /**
   * Floating-point operations of an update: three products in the output layer, two in the first.
   */
  static double operations(int m) {
    return 2.0 * BATCH * m * (2.0 * ImageShape.CIFAR.size() + 3.0 * CLASSES);
  }

  /** Images of the shape and number of CIFAR-10. */
  static PreparedData data() {
    return DATA;
  }

  private static PreparedData noise(int count) {
    SplittableRandom random = new SplittableRandom(1);
    byte[] pixels = new byte[count * ImageShape.CIFAR.size()];
    byte[] labels = new byte[count];
    random.nextBytes(pixels);
    for (int i = 0; i < count; i++) {
      labels[i] = (byte) random.nextInt(CLASSES);
    }
    List<String> names = IntStream.range(0, CLASSES).mapToObj(String::valueOf).toList();
    Images images = new Images(ImageShape.CIFAR, names, pixels, labels);
    return PreparedData.of(images, Split.stratified(images, count / 10, 1));
  }

  private static int[] shuffled(int[] indices) {
    int[] shuffled = indices.clone();
    Split.shuffle(shuffled, new SplittableRandom(1));
    return shuffled;
  }
}
