package io.github.clrsearch.workflow;

/** Reports a failed command to the cluster that runs the driver. It has no stack trace. */
public final class FailedCommand extends RuntimeException {
  private static final long serialVersionUID = 1;

  public FailedCommand(String message) {
    super(message, null, false, false);
  }
}
