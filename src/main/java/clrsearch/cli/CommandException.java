package clrsearch.cli;

import clrsearch.data.FirstLines;

/** A command that cannot be carried out: the message is one line with the way out. */
final class CommandException extends RuntimeException {
  private static final long serialVersionUID = 1;

  CommandException(String message) {
    super(message);
  }

  CommandException(String message, Throwable cause) {
    super(FirstLines.of(message, cause), cause);
  }
}
