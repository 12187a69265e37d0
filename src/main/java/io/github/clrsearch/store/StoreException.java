package io.github.clrsearch.store;

import io.github.clrsearch.ReportedException;
import io.github.clrsearch.data.ErrorMessages;

/** A study's folder that cannot be used: the message is one line with the way out. */
public final class StoreException extends ReportedException {
  private static final long serialVersionUID = 1;

  /** A problem with the folder, told in one line. */
  public StoreException(String message) {
    super(message);
  }

  /** A problem with the folder, told in one line, and what it came from. */
  public StoreException(String message, Throwable cause) {
    super(ErrorMessages.shortened(message, cause), cause);
  }
}
