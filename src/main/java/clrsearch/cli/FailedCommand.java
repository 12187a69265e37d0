package clrsearch.cli;

/** Tells a cluster that the command it ran has failed; its stack says nothing. */
final class FailedCommand extends RuntimeException {
  private static final long serialVersionUID = 1;

  FailedCommand(String message) {
    super(message, null, false, false);
  }
}
