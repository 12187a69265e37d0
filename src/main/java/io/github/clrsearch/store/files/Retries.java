package io.github.clrsearch.store.files;

import java.io.IOException;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Retries of operations on a study's folder that fail temporarily, because a server restarts, the
 * network breaks or the disk is full. Pauses grow until the folder is available again or the time
 * is over. Errors that waiting cannot repair, such as missing permissions, are thrown at once.
 * Threads that wait at the same time share one message when the outage begins and one when it ends.
 */
public final class Retries {
  /** No retries. */
  static final Retries NONE = new Retries(Duration.ZERO, Duration.ZERO, () -> true, line -> {});

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  private final Duration patience;
  private final Duration firstPause;
  private final BooleanSupplier isOurs;
  private final Consumer<String> notices;
  private int waiting;
  private long waitingSince;
  private boolean givenUp;

  /** An operation that can be repeated after it failed. */
  interface Attempt<T> {
    T run() throws IOException;
  }

  /**
   * Retries operations.
   *
   * @param patience how long to retry after the first failure
   * @param isOurs called before each further attempt; returns false if the folder does not answer
   *     yet, and throws if another driver has taken it over
   * @param notices receives one line when the folder fails and one when it is available again, on
   *     any thread
   */
  public Retries(Duration patience, BooleanSupplier isOurs, Consumer<String> notices) {
    this(patience, FIRST_PAUSE, isOurs, notices);
  }

  public Retries(
      Duration patience, Duration firstPause, BooleanSupplier isOurs, Consumer<String> notices) {
    this.patience = patience;
    this.firstPause = firstPause;
    this.isOurs = isOurs;
    this.notices = notices;
  }

  /**
   * Returns the result of the first attempt that succeeds. An interrupted thread makes one attempt
   * without waiting, and stays interrupted.
   *
   * @param problem what the message says if it fails: "x cannot be written"
   * @throws IOException of the last attempt
   */
  <T> T call(String problem, Attempt<T> attempt) throws IOException {
    boolean interrupted = Thread.interrupted();
    try {
      return attempt.run();
    } catch (IOException e) {
      boolean now = FolderErrors.isInterruption(e) | Thread.interrupted();
      interrupted |= now;
      if (now && !isOutage()) {
        // It failed only because of the interruption: ended trials are still saved.
        return attempt.run();
      }
      if (interrupted) {
        giveUp();
      }
      if (interrupted || patience.isZero() || !FolderErrors.isTransient(e)) {
        throw e;
      }
      return again(problem, attempt, e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private <T> T again(String problem, Attempt<T> attempt, IOException first) throws IOException {
    long end = System.nanoTime() + patience.toNanos();
    Duration pause = firstPause;
    IOException last = first;
    begin(problem, first);
    boolean back = false;
    try {
      for (long left = patience.toNanos(); left > 0; left = end - System.nanoTime()) {
        if (!pause(Math.min(left, pause.toNanos()))) {
          throw last;
        }
        Duration twice = pause.multipliedBy(2);
        pause = twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
        try {
          if (isOurs.getAsBoolean()) {
            T result = attempt.run();
            back = true;
            return result;
          }
        } catch (IOException e) {
          last = e;
          if (FolderErrors.isInterruption(e)) {
            giveUp();
            Thread.currentThread().interrupt();
          }
          if (!FolderErrors.isTransient(e)) {
            throw e;
          }
        }
      }
      giveUp();
      throw new IOException(
          "%s; retried for %s".formatted(FolderErrors.reason(last), words(patience)), last);
    } finally {
      end(back);
    }
  }

  /** Waits; false if no thread shall wait any longer. */
  private synchronized boolean pause(long nanos) {
    long end = System.nanoTime() + nanos;
    try {
      for (long left = nanos; left > 0 && !givenUp; left = end - System.nanoTime()) {
        // Rounded up: wait(0) would wait forever.
        wait(left / 1_000_000 + 1);
      }
    } catch (InterruptedException e) {
      giveUp();
      Thread.currentThread().interrupt();
    }
    return !givenUp;
  }

  /** After one thread gave up, the search ends, and its last operations do not wait either. */
  private synchronized void giveUp() {
    if (this != NONE) {
      givenUp = true;
      notifyAll();
    }
  }

  private synchronized boolean isOutage() {
    return waiting > 0;
  }

  private synchronized void begin(String problem, IOException e) {
    if (waiting++ == 0) {
      waitingSince = System.nanoTime();
      if (!givenUp) {
        notices.accept(
            "%s (%s): retrying for up to %s; trials continue, and results are held in memory"
                .formatted(problem, FolderErrors.reason(e), words(patience)));
      }
    }
  }

  private synchronized void end(boolean back) {
    if (--waiting == 0 && back) {
      Duration after = Duration.ofNanos(System.nanoTime() - waitingSince);
      notices.accept("the study's folder is available again after %s".formatted(words(after)));
    }
  }

  private static String words(Duration duration) {
    long seconds = Math.round(duration.toMillis() / 1e3);
    return seconds >= 120 && seconds % 60 == 0 ? seconds / 60 + " min" : seconds + " s";
  }
}
