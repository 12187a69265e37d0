package io.github.clrsearch.search.trial;

import java.io.Serializable;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** How a trial ended. A trial that fails becomes a row of the study; it does not end the search. */
public sealed interface Outcome extends Serializable {

  /** The kind, to switch over. */
  OutcomeKind kind();

  /** Why the trial ended before its last update, in one line; null if it was completed. */
  String reason();

  /** The name in tables. */
  default String name() {
    return kind().toString();
  }

  /** The name, and the reason if there is one. */
  default String text() {
    return reason() == null ? name() : name() + ": " + reason();
  }

  /** Whether the trial can be continued with more cycles. */
  default boolean canContinue() {
    return switch (kind()) {
      case COMPLETED, STOPPED -> true;
      case DIVERGED, FAILED -> false;
    };
  }

  /** The outcome of a name and a reason, as in tables. */
  static Outcome of(String name, String reason) {
    OutcomeKind kind =
        Stream.of(OutcomeKind.values())
            .filter(known -> known.toString().equals(name))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "an outcome must be completed, stopped, diverged or failed, but got '%s'"
                            .formatted(name)));
    return switch (kind) {
      case COMPLETED -> new Completed();
      case STOPPED -> Unfinished.parse(reason).map(Outcome.class::cast).orElse(new Stopped(reason));
      case DIVERGED -> new Diverged(reason);
      case FAILED -> new Failed(reason);
    };
  }

  /** Trained to the last update. */
  record Completed() implements Outcome {
    @Override
    public OutcomeKind kind() {
      return OutcomeKind.COMPLETED;
    }

    @Override
    public String reason() {
      return null;
    }
  }

  /** Stopped early, by a stopping rule or by the user. */
  record Stopped(String reason) implements Outcome {
    @Override
    public OutcomeKind kind() {
      return OutcomeKind.STOPPED;
    }
  }

  /**
   * Ended at the end of a cycle for now: it may continue.
   *
   * @param cause why it did not continue
   * @param cycles number of ended cycles, at least 1
   * @param of number of cycles of the trial
   */
  record Unfinished(Cause cause, int cycles, int of) implements Outcome {
    private static final Pattern REASON = Pattern.compile("(.+) after (\\d+) of (\\d+) cycles");

    /** Why a trial did not continue. */
    public enum Cause {
      /** It is compared at a rung when the other trials have reached it. */
      WAITING("waits for the other trials"),
      /** The time budget ended. */
      BUDGET("the time budget ended"),
      /** What was found is enough. */
      ENOUGH("the search was stopped early");

      private final String text;

      Cause(String text) {
        this.text = text;
      }
    }

    static Optional<Unfinished> parse(String reason) {
      Matcher parts = REASON.matcher(String.valueOf(reason));
      return parts.matches()
          ? Stream.of(Cause.values())
              .filter(cause -> cause.text.equals(parts.group(1)))
              .map(
                  cause ->
                      new Unfinished(
                          cause,
                          Integer.parseInt(parts.group(2)),
                          Integer.parseInt(parts.group(3))))
              .findFirst()
          : Optional.empty();
    }

    /** The same with another cause. */
    public Unfinished with(Cause other) {
      return new Unfinished(other, cycles, of);
    }

    @Override
    public OutcomeKind kind() {
      return OutcomeKind.STOPPED;
    }

    @Override
    public String reason() {
      return "%s after %d of %d cycles".formatted(cause.text, cycles, of);
    }
  }

  /** The loss became NaN or infinite. */
  record Diverged(String reason) implements Outcome {
    @Override
    public OutcomeKind kind() {
      return OutcomeKind.DIVERGED;
    }
  }

  /** Ended by an error. */
  record Failed(String reason) implements Outcome {
    @Override
    public OutcomeKind kind() {
      return OutcomeKind.FAILED;
    }
  }
}
