package io.github.clrsearch.training;

/**
 * How a training ended.
 *
 * @param kind what happened
 * @param updates updates done
 * @param reason one line; empty where all updates were done
 */
public record TrainingEnd(Kind kind, long updates, String reason) {

  /** What can happen to a training. */
  public enum Kind {
    /** All updates were done. */
    COMPLETED,
    /** The outputs, the cost or the loss were no longer finite. */
    DIVERGED,
    /** It was asked to stop. */
    CANCELLED
  }
}
