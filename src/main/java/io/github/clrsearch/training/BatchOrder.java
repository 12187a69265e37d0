package io.github.clrsearch.training;

import io.github.clrsearch.data.Split;
import java.util.SplittableRandom;

/**
 * The order of the mini-batches: a new permutation of the training split every epoch, each drawn
 * from the seed and the epoch's number alone, so that a training can be taken up at any update.
 */
final class BatchOrder {
  private static final long GAMMA = 0x9E3779B97F4A7C15L;

  private final int[] training;
  private final int[] order;
  private final int batchSize;
  private final int perEpoch;
  private final long seed;
  private long epoch = -1;

  BatchOrder(int[] training, int batchSize, int perEpoch, long seed) {
    this.training = training;
    this.order = new int[training.length];
    this.batchSize = batchSize;
    this.perEpoch = perEpoch;
    this.seed = seed;
  }

  /** Indices of all images in the order of this update's epoch: the live buffer. */
  int[] order(long update) {
    long wanted = update / perEpoch;
    if (wanted != epoch) {
      System.arraycopy(training, 0, order, 0, order.length);
      Split.shuffle(order, random(wanted));
      epoch = wanted;
    }
    return order;
  }

  /**
   * SplittableRandom steps from seed to seed + GAMMA: epochs whose seeds lay one step apart would
   * share all their draws but one. Its output as the seed puts them far apart.
   */
  private SplittableRandom random(long epoch) {
    return new SplittableRandom(new SplittableRandom(seed + GAMMA * (epoch + 1)).nextLong());
  }

  /** Where this update's mini-batch starts in {@link #order}. */
  int from(long update) {
    return (int) (update % perEpoch) * batchSize;
  }
}
