package io.github.clrsearch;

/**
 * An error whose message is written for the user: the rule, the value and the way out, one line per
 * problem. The command line prints the message alone; {@code --verbose} adds the stack trace.
 */
public abstract class ReportedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  protected ReportedException(String message) {
    super(message);
  }

  protected ReportedException(String message, Throwable cause) {
    super(message, cause);
  }
}
