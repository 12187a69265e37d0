package io.github.clrsearch.store.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ParallelTest {
  private static final List<Integer> ITEMS = IntStream.range(0, 100).boxed().toList();

  @Test
  void resultsHaveTheOrderOfTheItems() {
    assertThat(Parallel.each(ITEMS, i -> 2 * i, 7))
        .containsExactlyElementsOf(ITEMS.stream().map(i -> 2 * i).toList());
    assertThat(Parallel.each(List.<Integer>of(), i -> i, 7)).isEmpty();
  }

  @Test
  void severalOperationsRunAtATime() {
    CyclicBarrier together = new CyclicBarrier(4);
    assertThat(
            Parallel.each(
                List.of(1, 2, 3, 4),
                i -> {
                  try {
                    together.await();
                    return i;
                  } catch (Exception e) {
                    throw new IllegalStateException(e);
                  }
                },
                4))
        .hasSize(4);
  }

  @Test
  void theFailureOfTheFirstItemIsThrown() {
    assertThatThrownBy(
            () ->
                Parallel.each(
                    ITEMS,
                    i -> {
                      if (i % 10 == 7) {
                        throw new StoreException("item " + i);
                      }
                      return i;
                    },
                    4))
        .isInstanceOf(StoreException.class)
        .hasMessage("item 7");
  }

  /** Operations that wait for a folder end when the search is interrupted. */
  @Test
  void anInterruptionReachesTheOperations() throws InterruptedException {
    CountDownLatch waiting = new CountDownLatch(2);
    CountDownLatch never = new CountDownLatch(1);
    Thread caller =
        new Thread(
            () -> {
              List<String> ends =
                  Parallel.each(
                      List.of("a", "b"),
                      item -> {
                        waiting.countDown();
                        try {
                          never.await();
                          return "not interrupted";
                        } catch (InterruptedException e) {
                          return item;
                        }
                      },
                      2);
              assertThat(ends).containsExactly("a", "b");
              assertThat(Thread.currentThread().isInterrupted()).isTrue();
            });
    Throwable[] failure = new Throwable[1];
    caller.setUncaughtExceptionHandler((thread, e) -> failure[0] = e);
    caller.start();
    waiting.await();
    caller.interrupt();
    caller.join();
    assertThat(failure[0]).isNull();
  }
}
