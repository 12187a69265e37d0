package io.github.clrsearch.network;

import com.sun.management.ThreadMXBean;
import io.github.clrsearch.data.ImageShape;
import io.github.clrsearch.data.Images;
import io.github.clrsearch.data.PreparedData;
import io.github.clrsearch.data.Split;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Runs updates of throwaway networks until the optimizing compiler has compiled the Vector API
 * loops. Before that, each vector is an object, and the loops are a hundred times slower.
 */
final class WarmUp {
  private static final int BATCH = 100;
  private static final int CLASSES = 10;

  private static final ImageShape SHAPE = ImageShape.CIFAR;

  /**
   * Allocation of the updates below which the loops count as compiled. They allocate nothing once
   * compiled, and hundreds of megabytes before.
   */
  private static final long FEW_BYTES = 1_000_000;

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private WarmUp() {}

  /** Returns when the loops are compiled, or after {@link #PATIENCE}. */
  static void run() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long thread = Thread.currentThread().getId();
    PreparedData data = data();
    int[] order = data.split().training();
    // Tiles of one and two vectors, and of three with 32 registers; then nodes in pairs.
    List<TrainingStep> steps =
        List.of(step(5 * VectorProducts.LANES), step(4 * VectorProducts.LANES + 2));
    MiniBatch batch = new MiniBatch(BATCH, SHAPE.size());
    long start = System.nanoTime();
    long update = 0;
    long allocated;
    do {
      long before = threads.getThreadAllocatedBytes(thread);
      batch.gather(data, order, 0, BATCH);
      for (TrainingStep step : steps) {
        step.update(batch, update);
      }
      update++;
      allocated = threads.getThreadAllocatedBytes(thread) - before;
    } while (allocated > FEW_BYTES && System.nanoTime() - start < PATIENCE.toNanos());
  }

  private static TrainingStep step(int m) {
    Network network = Network.random(SHAPE.size(), m, CLASSES, 1);
    return new TrainingStep(List.of(new Learner(network, new Dropout(1), 1, 1, 0, 0)), BATCH);
  }

  private static PreparedData data() {
    SplittableRandom random = new SplittableRandom(1);
    byte[] pixels = new byte[BATCH * SHAPE.size()];
    random.nextBytes(pixels);
    List<String> names = IntStream.range(0, CLASSES).mapToObj(String::valueOf).toList();
    Images images = new Images(SHAPE, names, pixels, new byte[BATCH]);
    Split split = new Split(IntStream.range(0, BATCH).toArray(), new int[0]);
    return PreparedData.of(images, split);
  }
}
