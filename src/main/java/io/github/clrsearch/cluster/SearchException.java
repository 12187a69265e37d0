package io.github.clrsearch.cluster;

/** A search cannot continue. The message is one line that says what to do. */
public final class SearchException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** The reason in one line. */
  public SearchException(String message) {
    super(message);
  }
}
