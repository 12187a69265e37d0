package io.github.clrsearch.cluster.jobs;

import io.github.clrsearch.ReportedException;

/** A search cannot continue. The message is one line that says what to do. */
public final class SearchException extends ReportedException {
  private static final long serialVersionUID = 1;

  /** The reason in one line. */
  public SearchException(String message) {
    super(message);
  }
}
