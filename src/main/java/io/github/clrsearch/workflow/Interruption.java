package io.github.clrsearch.workflow;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.util.ShutdownHookManager;
import org.jline.utils.Signals;

/**
 * Handles Ctrl-C during a search: the first ends the search, the second ends the process at once.
 * The search is interrupted before Spark stops, so that it does not record trials as failed.
 */
public final class Interruption {
  /** The exit status of an interrupted command: 128 and the number of SIGINT, as in shells. */
  public static final int EXIT_STATUS = 130;

  /** Before Spark's own hook, which Hadoop runs at priority 40. */
  private static final int PRIORITY = 100;

  private static final int PATIENCE_SECONDS = 5;
  private static final String SIGNAL = "INT";

  private final CountDownLatch ended = new CountDownLatch(1);
  private final Runnable hook;

  private Interruption(Thread search, Runnable report) {
    this.hook =
        () -> {
          // A second Ctrl-C does not wait for Spark to stop.
          Signals.register(SIGNAL, () -> Runtime.getRuntime().halt(EXIT_STATUS));
          report.run();
          search.interrupt();
          await();
        };
  }

  /**
   * Handles interruptions of a search on the given thread.
   *
   * @param report informs the user
   */
  public static Interruption of(Thread search, Runnable report) {
    Interruption interruption = new Interruption(search, report);
    ShutdownHookManager.get().addShutdownHook(interruption.hook, PRIORITY);
    return interruption;
  }

  private void await() {
    try {
      // Running trials are abandoned after that.
      ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The search has ended, or has finished handling the interruption. */
  public void ended() {
    ended.countDown();
    if (!ShutdownHookManager.get().isShutdownInProgress()) {
      ShutdownHookManager.get().removeShutdownHook(hook);
    }
  }
}
