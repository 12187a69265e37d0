package io.github.clrsearch.workflow;

/** Tells a cluster that the command it ran has failed; its stack says nothing. */
public final class FailedCommand extends RuntimeException {
  private static final long serialVersionUID = 1;

  public FailedCommand(String message) {
    super(message, null, false, false);
  }
}
