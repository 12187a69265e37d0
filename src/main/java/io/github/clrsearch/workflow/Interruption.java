package io.github.clrsearch.workflow;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.util.ShutdownHookManager;
import org.jline.utils.Signals;

/**
 * Ctrl-C during a search, which ends it, and a second one, which ends it at once: the search is
 * told before Spark is, or it would take the trials that die with Spark for failures of their own.
 */
public final class Interruption {
  /** The exit status of an interrupted command: 128 and the number of SIGINT, as shells have it. */
  public static final int EXIT_STATUS = 130;

  /** Before Spark's own hook, which Hadoop runs at priority 40. */
  private static final int PRIORITY = 100;

  private static final int PATIENCE_SECONDS = 5;
  private static final String SIGNAL = "INT";

  private final CountDownLatch ended = new CountDownLatch(1);
  private final Runnable hook;

  private Interruption(Thread search, Runnable tell) {
    this.hook =
        () -> {
          // Whoever asks twice does not want to wait for Spark to tidy up.
          Signals.register(SIGNAL, () -> Runtime.getRuntime().halt(EXIT_STATUS));
          tell.run();
          search.interrupt();
          await();
        };
  }

  /**
   * Watches over a search that runs on the given thread.
   *
   * @param tell tells the user what is kept
   */
  public static Interruption of(Thread search, Runnable tell) {
    Interruption interruption = new Interruption(search, tell);
    ShutdownHookManager.get().addShutdownHook(interruption.hook, PRIORITY);
    return interruption;
  }

  private void await() {
    try {
      // What was still running is given up after that.
      ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The search has ended by itself, or has done what it does when interrupted. */
  public void ended() {
    ended.countDown();
    if (!ShutdownHookManager.get().isShutdownInProgress()) {
      ShutdownHookManager.get().removeShutdownHook(hook);
    }
  }
}
