package io.github.clrsearch.search.trial;

import java.util.Locale;

/** The kinds of outcomes: see the records of {@link Outcome}. */
public enum OutcomeKind {
  COMPLETED,
  STOPPED,
  DIVERGED,
  FAILED;

  /** The name in tables: {@code completed}, {@code stopped}, {@code diverged} or {@code failed}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
