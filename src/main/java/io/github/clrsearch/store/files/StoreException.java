package io.github.clrsearch.store.files;

import io.github.clrsearch.ReportedException;
import io.github.clrsearch.data.ErrorMessages;

/** A study's folder cannot be used. The message is one line that says what to do. */
public final class StoreException extends ReportedException {
  private static final long serialVersionUID = 1;

  /** A problem in one line. */
  public StoreException(String message) {
    super(message);
  }

  /** A problem in one line with its cause. */
  public StoreException(String message, Throwable cause) {
    super(ErrorMessages.shortened(message, cause), cause);
  }
}
