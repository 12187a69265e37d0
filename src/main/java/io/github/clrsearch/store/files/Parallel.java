package io.github.clrsearch.store.files;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** One operation on many items, several at a time. */
final class Parallel {
  private Parallel() {}

  /**
   * Applies an operation to items. If the calling thread is interrupted, it interrupts the running
   * operations, still waits for them, and stays interrupted.
   *
   * @param threads maximum number of operations at a time
   * @return the results in the order of the items
   * @throws RuntimeException of the first item whose operation fails
   */
  static <I, T> List<T> each(List<I> items, Function<I, T> operation, int threads) {
    int used = Math.min(threads, items.size());
    if (used <= 1) {
      return items.stream().map(operation).toList();
    }
    ConcurrentLinkedQueue<Thread> running = new ConcurrentLinkedQueue<>();
    ExecutorService pool =
        Executors.newFixedThreadPool(
            used,
            task -> {
              Thread thread = new Thread(task, "study files");
              thread.setDaemon(true);
              running.add(thread);
              return thread;
            });
    List<Future<T>> begun = new ArrayList<>(items.size());
    try {
      items.forEach(item -> begun.add(pool.submit(() -> operation.apply(item))));
      List<T> results = new ArrayList<>(items.size());
      for (Future<T> each : begun) {
        results.add(result(each, running));
      }
      return results;
    } finally {
      begun.forEach(each -> each.cancel(false));
      pool.shutdown();
    }
  }

  private static <T> T result(Future<T> future, Iterable<Thread> running) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return future.get();
        } catch (InterruptedException e) {
          interrupted = true;
          running.forEach(Thread::interrupt);
        }
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw (RuntimeException) e.getCause();
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
