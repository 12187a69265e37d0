package io.github.clrsearch.workflow;

import io.github.clrsearch.ReportedException;
import io.github.clrsearch.data.ErrorMessages;

/** A command that cannot be executed. */
public final class CommandException extends ReportedException {
  private static final long serialVersionUID = 1;

  public CommandException(String message) {
    super(message);
  }

  public CommandException(String message, Throwable cause) {
    super(ErrorMessages.shortened(message, cause), cause);
  }
}
