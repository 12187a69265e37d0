package io.github.clrsearch.cli.console;

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

/** Prints the progress of a long command once per minute, for output without a progress bar. */
public final class Progress implements AutoCloseable {
  private static final Duration PERIOD = Duration.ofMinutes(1);

  /** Fewer results than this do not give a reliable pace. */
  private static final long FIRST_PACE = 3;

  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(Progress::thread);
  private final Instant began = Instant.now();

  /**
   * Starts printing.
   *
   * @param line the line to print, from the time of the start; called on another thread
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
   * Progress and the expected end.
   *
   * @param done number done of {@code total}, including earlier runs
   * @param doneSince number done since {@code began}
   * @param what unit, and further information
   */
  public static String line(
      long done, long total, long doneSince, String what, Instant began, Instant now) {
    Duration elapsed = Duration.between(began, now);
    String end = "end unknown";
    if (doneSince >= FIRST_PACE && done <= total) {
      Duration left = elapsed.multipliedBy(total - done).dividedBy(doneSince);
      end = "about %s left, ends %s".formatted(length(left), CLOCK.format(now.plus(left)));
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
