package io.github.clrsearch.training;

import io.github.clrsearch.data.Jitter;
import io.github.clrsearch.data.PreparedData;
import io.github.clrsearch.network.MiniBatch;

/** The mini-batches of a training, by the number of the update. */
final class MiniBatches {
  private final PreparedData data;
  private final Hyperparameters hyperparameters;
  private final long seed;
  private final BatchOrder order;
  private final Jitter jitter;

  MiniBatches(PreparedData data, Hyperparameters hyperparameters, TrainingSeeds seeds) {
    int[] training = data.split().training();
    this.data = data;
    this.hyperparameters = hyperparameters;
    this.seed = seeds.order();
    this.order =
        new BatchOrder(
            training, size(), hyperparameters.updatesPerEpoch(training.length), seeds.order());
    this.jitter = new Jitter(seeds.trial(), hyperparameters.mirror(), hyperparameters.shift());
  }

  /** Images per mini-batch. */
  int size() {
    return hyperparameters.batchSize();
  }

  /** Allocates a mini-batch. */
  MiniBatch allocate() {
    return new MiniBatch(size(), data.images().shape().size());
  }

  /**
   * Gathers the mini-batch of an update.
   *
   * @param update number of updates before it
   * @param batch modified
   */
  void gather(long update, MiniBatch batch) {
    jitter.startUpdate(update);
    batch.gather(data, order.order(update), order.from(update), size(), jitter);
  }

  /** Whether both trainings see the same mini-batch in updates of the same number. */
  boolean equalThoseOf(MiniBatches other) {
    return data == other.data
        && seed == other.seed
        && size() == other.size()
        && hyperparameters.sharesInputs()
        && other.hyperparameters.sharesInputs();
  }
}
