package io.github.clrsearch.store;

import io.github.clrsearch.data.ErrorMessages;

/** A study's folder cannot be used. The message is one line that says what to do. */
public final class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** A problem in one line. */
  public StoreException(String message) {
    super(message);
  }

  /** A problem in one line with its cause. */
  public StoreException(String message, Throwable cause) {
    super(ErrorMessages.of(message, cause), cause);
  }
}
