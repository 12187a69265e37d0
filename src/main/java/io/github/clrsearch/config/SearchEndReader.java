package io.github.clrsearch.config;

import com.typesafe.config.Config;
import io.github.clrsearch.search.budget.TimeBudget;
import io.github.clrsearch.search.space.Numbers;
import io.github.clrsearch.search.stopping.SearchStop;
import java.time.Duration;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * Reads when a search ends: its time budget and the section {@code stop}.
 *
 * @param problems modified: problems are added
 */
record SearchEndReader(Config config, Problems problems) {
  static final String BUDGET = "search.budget";
  static final String UNTIL = "search.until";

  private static final String OBJECTIVE = "search.objective";
  private static final String ACCURACY = "stop.accuracy";
  private static final String NO_IMPROVEMENT = "stop.no-improvement";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("H:mm[:ss]", Locale.ROOT);

  /** The time budget. */
  TimeBudget budget() {
    boolean budget = !config.getIsNull(BUDGET);
    boolean until = !config.getIsNull(UNTIL);
    if (budget && until) {
      problems.add(
          config.getValue(UNTIL).origin(),
          "%s and %s exclude each other: remove one of them".formatted(BUDGET, UNTIL));
    }
    return until ? until() : budget ? duration() : new TimeBudget.Unlimited();
  }

  private TimeBudget duration() {
    int before = problems.count();
    Duration duration = new Values(config, problems).duration(BUDGET);
    if (duration.isZero() || duration.isNegative()) {
      if (problems.count() == before) {
        problems.add(
            config.getValue(BUDGET).origin(),
            "%s must be greater than 0, such as 8 h, but got %s"
                .formatted(BUDGET, config.getValue(BUDGET).unwrapped()));
      }
      return new TimeBudget.Unlimited();
    }
    // An option asks for more time; a file says how much there is in all.
    return config.getValue(BUDGET).origin().description().equals(Assignment.BUDGET)
        ? new TimeBudget.Additional(duration)
        : new TimeBudget.Total(duration);
  }

  private TimeBudget until() {
    String text = String.valueOf(config.getValue(UNTIL).unwrapped()).strip();
    try {
      return new TimeBudget.Until(LocalTime.parse(text, TIME));
    } catch (DateTimeParseException e) {
      problems.add(
          config.getValue(UNTIL).origin(),
          "%s must be a local time such as \"07:00\", but got '%s'".formatted(UNTIL, text));
      return new TimeBudget.Unlimited();
    }
  }

  /** When the search has found enough. */
  SearchStop stop() {
    OptionalDouble accuracy = OptionalDouble.empty();
    if (!config.getIsNull(ACCURACY)) {
      accuracy = OptionalDouble.of(accuracy());
    }
    OptionalInt trials = OptionalInt.empty();
    if (!config.getIsNull(NO_IMPROVEMENT)) {
      trials = OptionalInt.of(new Values(config, problems).count(NO_IMPROVEMENT, 1));
    }
    return new SearchStop(accuracy, trials);
  }

  private double accuracy() {
    double accuracy = problems.read(() -> config.getDouble(ACCURACY), 1.0);
    if (!(accuracy > 0 && accuracy <= 1)) {
      problems.add(
          config.getValue(ACCURACY).origin(),
          "%s must be greater than 0 and at most 1, but got %s: divide percent by 100"
              .formatted(ACCURACY, Numbers.exact(accuracy)));
    }
    String objective = config.getValue(OBJECTIVE).unwrapped().toString();
    if (!objective.equals(StudyConfiguration.CompareBy.VALIDATION_ACCURACY.toString())) {
      problems.add(
          config.getValue(ACCURACY).origin(),
          "%s has no effect together with %s = %s: remove one of them"
              .formatted(ACCURACY, OBJECTIVE, objective));
    }
    return accuracy;
  }
}
