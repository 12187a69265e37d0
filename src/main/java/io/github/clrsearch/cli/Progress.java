package io.github.clrsearch.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * A line a minute that says how far a long command is, for output that goes into a file, or to a
 * terminal without a progress bar.
 */
public final class Progress implements AutoCloseable {
  private static final Duration PERIOD = Duration.ofMinutes(1);

  /** Before that a pace means little. */
  private static final long FIRST_PACE = 3;

  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(Progress::thread);
  private final Instant began = Instant.now();

  /**
   * Begins.
   *
   * @param line what to print, asked for on a thread of its own, given when this began
   */
  public Progress(PrintStream out, Function<Instant, String> line) {
    this(out, PERIOD, line);
  }

  public Progress(PrintStream out, Duration period, Function<Instant, String> line) {
    clock.scheduleAtFixedRate(
        () -> out.println(line.apply(began)),
        period.toMillis(),
        period.toMillis(),
        TimeUnit.MILLISECONDS);
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "progress");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * How far something is and when it is likely to end.
   *
   * @param done of {@code total}, from before {@code began} too
   * @param doneSince since {@code began}
   * @param what they are, and what else there is to say of them
   */
  public static String line(
      long done, long total, long doneSince, String what, Instant began, Instant now) {
    Duration elapsed = Duration.between(began, now);
    String end = "end not known yet";
    if (doneSince >= FIRST_PACE && done <= total) {
      Duration left = elapsed.multipliedBy(total - done).dividedBy(doneSince);
      end = "about %s to go, until %s".formatted(length(left), CLOCK.format(now.plus(left)));
    }
    return "%s: %d of %d %s; %s so far, %s"
        .formatted(CLOCK.format(now), done, total, what, length(elapsed), end);
  }

  private static String length(Duration time) {
    if (time.toHours() > 0) {
      return "%d h %02d min".formatted(time.toHours(), time.toMinutesPart());
    }
    return time.toMinutes() > 0 ? time.toMinutes() + " min" : time.toSeconds() + " s";
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
