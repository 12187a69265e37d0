package io.github.clrsearch.training;

/**
 * How a training ended.
 *
 * @param kind kind of end
 * @param updates updates done
 * @param reason reason in one line; empty if all updates were done
 */
public record TrainingEnd(Kind kind, long updates, String reason) {

  /** Kinds of end. */
  public enum Kind {
    /** All updates were done. */
    COMPLETED,
    /** The outputs, the cost or the loss became infinite or NaN. */
    DIVERGED,
    /** The training was cancelled. */
    CANCELLED
  }
}
