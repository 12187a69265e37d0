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
  private static final int WARM_UP = 2000;
  private static final int MEASURED = 2000;

  /**
   * A new order each epoch of 9 updates may cost its random numbers; a buffer would be kilobytes.
   */
  @ParameterizedTest
  @CsvSource({"1, 0, 0", "0.8, 0, 0", "1, 0.5, 1", "0.8, 0.5, 1"})
  void allocatesNothingPerUpdate(double p, double mirror, int shift) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    assumeThat(threads.isThreadAllocatedMemorySupported())
        .as("this JVM counts allocated bytes")
        .isTrue();
    long thread = Thread.currentThread().getId();
    AtomicInteger updates = new AtomicInteger();
    long[] allocated = new long[2];
    BooleanSupplier asked =
        () -> {
          int done = updates.getAndIncrement();
          if (done == WARM_UP) {
            allocated[0] = threads.getThreadAllocatedBytes(thread);
          } else if (done == WARM_UP + MEASURED) {
            allocated[1] = threads.getThreadAllocatedBytes(thread);
            return true;
          }
          return false;
        };
    // Half a cycle is longer than the test, so that no measurement falls into it.
    Hyperparameters hyperparameters =
        new Hyperparameters(1e-3, 1000, 1, 50, p, p, 0, mirror, shift, 1e-5, 0.1, 10);

    TrainingEnd end =
        new Trainer(DATA, hyperparameters, SEEDS, new MeasurementPlan(1, 20))
            .train(new Recording(), asked);

    assertThat(end.updates()).isEqualTo(WARM_UP + MEASURED);
    assertThat(allocated[1] - allocated[0]).isLessThan(16 * MEASURED);
  }
}
