package io.github.clrsearch.search.trial;

import java.io.Serializable;

/** How a trial ended. A trial that goes wrong is a row of the study, not a crash. */
public sealed interface Outcome extends Serializable {

  /** What tables call it: {@code completed}, {@code stopped}, {@code diverged}, {@code failed}. */
  String name();

  /** Why it ended before its last update, in one line; null where it did not. */
  String reason();

  /** The name, and the reason where one is known. */
  default String told() {
    return reason() == null ? name() : name() + ": " + reason();
  }

  /** The outcome of a name and a reason, as tables hold them. */
  static Outcome of(String name, String reason) {
    return switch (name) {
      case "completed" -> new Completed();
      case "stopped" -> new Stopped(reason);
      case "diverged" -> new Diverged(reason);
      case "failed" -> new Failed(reason);
      default ->
          throw new IllegalArgumentException(
              "an outcome must be completed, stopped, diverged or failed, but got '%s'"
                  .formatted(name));
    };
  }

  /** Trained to its last update. */
  record Completed() implements Outcome {
    @Override
    public String name() {
      return "completed";
    }

    @Override
    public String reason() {
      return null;
    }
  }

  /** Stopped early, by the search or by the user. */
  record Stopped(String reason) implements Outcome {
    @Override
    public String name() {
      return "stopped";
    }
  }

  /** Its loss became NaN or infinite. */
  record Diverged(String reason) implements Outcome {
    @Override
    public String name() {
      return "diverged";
    }
  }

  /** Ended by an error. */
  record Failed(String reason) implements Outcome {
    @Override
    public String name() {
      return "failed";
    }
  }
}
