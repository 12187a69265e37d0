package io.github.clrsearch.search.trial;

import io.github.clrsearch.ReportedException;

/** A stage that cannot be refined, for the one before it gave nothing to go by. */
public final class RefinementException extends ReportedException {
  private static final long serialVersionUID = 1;

  /** What is missing and the way out, in one line. */
  public RefinementException(String message) {
    super(message);
  }
}
