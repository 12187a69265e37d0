package io.github.clrsearch.cluster;

import io.github.clrsearch.ReportedException;

/** A search that cannot go on: the message is one line with the way out. */
public final class SearchException extends ReportedException {
  private static final long serialVersionUID = 1;

  /** Why the search ended. */
  public SearchException(String message) {
    super(message);
  }
}
