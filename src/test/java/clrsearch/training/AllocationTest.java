package clrsearch.training;

import static clrsearch.training.Trainings.DATA;
import static clrsearch.training.Trainings.SEEDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AllocationTest {
  private static final int WINDOW = 1000;
  private static final int MOST_WINDOWS = 200;

  /** Of an update: less than any buffer. */
  private static final int MOST_BYTES = 256;

  /**
   * A new order each epoch of 9 updates may cost its random numbers; a buffer would be kilobytes.
   * Until the optimizing compiler is done, which takes as long as other load on the machine makes
   * it, vectors are objects: what counts is that a window without buffers comes. After a suite of
   * other tests the compiler leaves one vector an object for good, 88 bytes an update.
   */
  @ParameterizedTest
  @CsvSource({"1, 0, 0", "0.8, 0, 0", "1, 0.5, 1", "0.8, 0.5, 1"})
  void allocatesNoBufferPerUpdate(double p, double mirror, int shift) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    assumeThat(threads.isThreadAllocatedMemorySupported())
        .as("this JVM counts allocated bytes")
        .isTrue();
    long thread = Thread.currentThread().getId();
    AtomicInteger updates = new AtomicInteger();
    long[] allocated = {0, Long.MAX_VALUE};
    BooleanSupplier asked =
        () -> {
          if (updates.getAndIncrement() % WINDOW != 0) {
            return false;
          }
          long now = threads.getThreadAllocatedBytes(thread);
          allocated[1] = Math.min(allocated[1], now - allocated[0]);
          allocated[0] = now;
          return allocated[1] < MOST_BYTES * WINDOW;
        };
    // Half a cycle is longer than the test, so that no measurement falls into it.
    Hyperparameters hyperparameters =
        new Hyperparameters(
            1e-3, WINDOW * MOST_WINDOWS, 1, 50, p, p, 0, mirror, shift, 1e-5, 0.1, 10);

    new Trainer(DATA, hyperparameters, SEEDS, new MeasurementPlan(1, 20))
        .train(WINDOW * MOST_WINDOWS, new Recording(), asked);

    assertThat(allocated[1])
        .as("fewest bytes in %d updates", WINDOW)
        .isLessThan(MOST_BYTES * WINDOW);
  }
}
