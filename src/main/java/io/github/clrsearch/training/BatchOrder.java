package io.github.clrsearch.training;

import io.github.clrsearch.data.Split;
import java.util.SplittableRandom;

/**
 * Order of the mini-batches: one permutation of the training split per epoch. Each depends only on
 * the seed and the epoch's number, so a training can resume at any update.
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

  /**
   * Indices of all training images, in the order of the update's epoch. Live; the next epoch
   * overwrites it.
   */
  int[] order(long update) {
    long target = update / perEpoch;
    if (target != epoch) {
      System.arraycopy(training, 0, order, 0, order.length);
      Split.shuffle(order, random(target));
      epoch = target;
    }
    return order;
  }

  /**
   * Mixes the seed. SplittableRandom advances its seed by GAMMA, so epochs with adjacent seeds
   * would share all their draws but one.
   */
  private SplittableRandom random(long epoch) {
    return new SplittableRandom(new SplittableRandom(seed + GAMMA * (epoch + 1)).nextLong());
  }

  /** Position in {@link #order} of the first image of the update's mini-batch. */
  int from(long update) {
    return (int) (update % perEpoch) * batchSize;
  }
}
