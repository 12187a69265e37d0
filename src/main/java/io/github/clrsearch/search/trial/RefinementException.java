package io.github.clrsearch.search.trial;

/** A stage cannot begin, because the earlier stages have no accuracy that it could use. */
public final class RefinementException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** The message says what is missing and how to correct it, in one line. */
  public RefinementException(String message) {
    super(message);
  }
}
