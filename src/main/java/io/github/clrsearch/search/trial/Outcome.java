package io.github.clrsearch.search.trial;

import java.io.Serializable;
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
      case STOPPED -> new Stopped(reason);
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
