package io.github.clrsearch.cli.console;

import io.github.clrsearch.search.budget.SearchClock;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times of a search with a budget, for people. */
final class TimeText {
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

  private TimeText() {}

  /** A length of time: {@code 45 s}, {@code 9 min 57 s}, {@code 7 h 30 min}. */
  static String of(double seconds) {
    Duration time = Duration.ofSeconds(Math.round(Math.max(0, seconds)));
    if (time.toHours() > 0) {
      return "%d h %02d min".formatted(time.toHours(), time.toMinutesPart());
    }
    return time.toMinutes() > 0
        ? "%d min %02d s".formatted(time.toMinutes(), time.toSecondsPart())
        : time.toSeconds() + " s";
  }

  /** The budget at the beginning of a search. */
  static String begun(SearchClock clock, ZonedDateTime now) {
    double left = clock.left();
    String all = of(clock.used() + left);
    if (left <= 0) {
      return "time budget: used up (%s); --budget gives more".formatted(all);
    }
    String used = clock.used() < 60 ? "" : ", %s of it used before".formatted(of(clock.used()));
    return "time budget: %s%s; ends %s"
        .formatted(all, used, CLOCK.format(clock.until().orElse(now.plusSeconds((long) left))));
  }

  /** The budget at the end of a search. */
  static String ended(SearchClock clock) {
    double left = clock.left();
    return "time: %s of %s%s"
        .formatted(
            of(clock.used()),
            of(clock.used() + left),
            left < 0 ? ", %s too long".formatted(of(-left)) : "");
  }
}
