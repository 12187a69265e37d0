package io.github.clrsearch.store;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.ParentNotDirectoryException;
import org.apache.hadoop.fs.PathIsDirectoryException;
import org.apache.hadoop.ipc.RemoteException;
import org.apache.hadoop.security.AccessControlException;

/**
 * What a driver does where its study's folder fails for a while, because a server restarts, the
 * network breaks or the disk is full: it tries again, with growing pauses, until the folder is back
 * or the time is over. What waiting does not heal (permissions, something else in the way) is
 * thrown at once. Threads that wait at the same time share one line when it begins and one when it
 * ends.
 */
final class Retries {
  /** Tries once. */
  static final Retries NONE = new Retries(Duration.ZERO, Duration.ZERO, () -> true, line -> {});

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  /** How local files say, in a message alone, what waiting does not heal. */
  private static final List<String> FINAL =
      List.of(
          "Permission denied",
          "Operation not permitted",
          "Read-only file system",
          "No such file or directory",
          "Not a directory",
          "Is a directory",
          "File name too long");

  private final Duration patience;
  private final Duration firstPause;
  private final BooleanSupplier isOurs;
  private final Consumer<String> tell;
  private int waiting;
  private long waitingSince;
  private boolean givenUp;

  /** Something that a file system does; it may be done again where it has failed. */
  interface Attempt<T> {
    T run() throws IOException;
  }

  /**
   * Tries again.
   *
   * @param patience for how long after the first failure
   * @param isOurs is asked before each further attempt: false where the folder does not answer yet;
   *     throws where another driver has taken it over
   * @param tell is given a line when the folder fails and when it is back, on any thread
   */
  Retries(Duration patience, BooleanSupplier isOurs, Consumer<String> tell) {
    this(patience, FIRST_PAUSE, isOurs, tell);
  }

  Retries(Duration patience, Duration firstPause, BooleanSupplier isOurs, Consumer<String> tell) {
    this.patience = patience;
    this.firstPause = firstPause;
    this.isOurs = isOurs;
    this.tell = tell;
  }

  /**
   * The result of the first attempt that succeeds. A thread that is being interrupted makes its
   * attempt, waits for nothing, and stays interrupted.
   *
   * @param problem what is the matter where it fails: "x cannot be written"
   * @throws IOException of the last attempt
   */
  <T> T call(String problem, Attempt<T> attempt) throws IOException {
    boolean interrupted = Thread.interrupted();
    try {
      return attempt.run();
    } catch (IOException e) {
      boolean now = isInterruption(e) | Thread.interrupted();
      interrupted |= now;
      if (now && !isOutage()) {
        // What has ended is kept: the attempt failed only because it was interrupted.
        return attempt.run();
      }
      if (interrupted) {
        giveUp();
      }
      if (interrupted || patience.isZero() || !isTransient(e)) {
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
          if (isInterruption(e)) {
            giveUp();
            Thread.currentThread().interrupt();
          }
          if (!isTransient(e)) {
            throw e;
          }
        }
      }
      giveUp();
      throw new IOException("%s; tried for %s".formatted(reason(last), words(patience)), last);
    } finally {
      end(back);
    }
  }

  /** Waits; false where nobody waits any longer. */
  private synchronized boolean pause(long nanos) {
    long end = System.nanoTime() + nanos;
    try {
      for (long left = nanos; left > 0 && !givenUp; left = end - System.nanoTime()) {
        // Rounded up: a wait of 0 ms has no end.
        wait(left / 1_000_000 + 1);
      }
    } catch (InterruptedException e) {
      giveUp();
      Thread.currentThread().interrupt();
    }
    return !givenUp;
  }

  /** Once one has given up, what is left to be done as the search ends waits no longer either. */
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
        tell.accept(
            "%s (%s): trying again for up to %s; trials go on, and results wait in memory"
                .formatted(problem, reason(e), words(patience)));
      }
    }
  }

  private synchronized void end(boolean back) {
    if (--waiting == 0 && back) {
      Duration after = Duration.ofNanos(System.nanoTime() - waitingSince);
      tell.accept("the study's folder is back after %s".formatted(words(after)));
    }
  }

  private static String words(Duration duration) {
    long seconds = Math.round(duration.toMillis() / 1e3);
    return seconds >= 120 && seconds % 60 == 0 ? seconds / 60 + " min" : seconds + " s";
  }

  /** What an error says, on one line. */
  static String reason(IOException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse(e.toString());
  }

  /** A time-out of the network is no interruption. */
  private static boolean isInterruption(IOException e) {
    return e instanceof InterruptedIOException && !(e instanceof SocketTimeoutException)
        || e instanceof ClosedByInterruptException;
  }

  /** Whether waiting may heal it. What is not known may. */
  static boolean isTransient(IOException error) {
    IOException e = error instanceof RemoteException far ? far.unwrapRemoteException() : error;
    if (e instanceof AccessControlException
        || e instanceof java.nio.file.AccessDeniedException
        || e instanceof java.nio.file.NoSuchFileException
        || e instanceof java.nio.file.FileAlreadyExistsException
        || e instanceof FileAlreadyExistsException
        || e instanceof ParentNotDirectoryException
        || e instanceof PathIsDirectoryException) {
      return false;
    }
    String message = String.valueOf(e.getMessage());
    boolean local =
        e instanceof FileNotFoundException
            || e instanceof java.nio.file.FileSystemException
            || e.getClass() == IOException.class;
    return !local || FINAL.stream().noneMatch(message::contains);
  }
}
