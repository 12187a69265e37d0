package io.github.clrsearch.training;

import static io.github.clrsearch.training.Trainings.DATA;
import static io.github.clrsearch.training.Trainings.SEEDS;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.BooleanSupplier;

/**
 * A program that trains and prints the fewest bytes that its thread allocated in a window of
 * updates. It runs in its own JVM, because compilation depends on everything a JVM has run before.
 */
final class AllocatedBytes {
  /** Updates per window. */
  static final int WINDOW = 1000;

  /** Vectors are objects until the optimizing compiler is done, which other load may delay. */
  private static final int MOST_WINDOWS = 3000;

  private AllocatedBytes() {}

  /**
   * Prints one line per case.
   *
   * @param arguments number of bytes per window at which to stop, then the cases: {@code
   *     p,mirror,shift} with p = p_x = p_h
   */
  public static void main(String[] arguments) {
    for (int i = 1; i < arguments.length; i++) {
      String[] parts = arguments[i].split(",");
      double p = Double.parseDouble(parts[0]);
      double mirror = Double.parseDouble(parts[1]);
      int shift = Integer.parseInt(parts[2]);
      System.out.println(fewest(Long.parseLong(arguments[0]), p, mirror, shift));
    }
  }

  private static long fewest(long enough, double p, double mirror, int shift) {
    Windows windows = new Windows(enough);
    // Half a cycle is longer than the training, so that no measurement falls into it.
    Hyperparameters hyperparameters =
        new Hyperparameters(1e-3, WINDOW * MOST_WINDOWS, 1, 50, p, p, 1e-5, 0.1, 10)
            .withJitter(mirror, shift);
    new Trainer(DATA, hyperparameters, SEEDS, new MeasurementPlan(1, 20))
        .train((long) WINDOW * MOST_WINDOWS, new Recording(), windows);
    return windows.fewest;
  }

  /** Called before every update; true stops the training. */
  private static final class Windows implements BooleanSupplier {
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final long thread = Thread.currentThread().getId();
    private final long enough;
    private long fewest = Long.MAX_VALUE;
    private long before;
    private long updates;

    Windows(long enough) {
      this.enough = enough;
    }

    @Override
    public boolean getAsBoolean() {
      if (updates++ % WINDOW != 0) {
        return false;
      }
      long now = threads.getThreadAllocatedBytes(thread);
      if (updates > 1) {
        fewest = Math.min(fewest, now - before);
      }
      before = now;
      return fewest <= enough;
    }
  }
}
