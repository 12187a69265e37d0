package io.github.clrsearch.search.trial;

import io.github.clrsearch.ReportedException;

/** A stage cannot begin, because the earlier stages have no result that it could use. */
public final class RefinementException extends ReportedException {
  private static final long serialVersionUID = 1;

  /** The message says what is missing and how to correct it, in one line. */
  public RefinementException(String message) {
    super(message);
  }
}
