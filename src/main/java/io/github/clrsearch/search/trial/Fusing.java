package io.github.clrsearch.search.trial;

/**
 * How a trial can be trained side by side with others.
 *
 * @param inputs trials of equal inputs can be trained side by side
 * @param share what the trial takes of what is trained side by side at most, in (0, 1]
 */
public record Fusing(String inputs, double share) {

  /** Checks the range. */
  public Fusing {
    if (!(share > 0 && share <= 1)) {
      throw new IllegalArgumentException("share must be in (0, 1], but got " + share);
    }
  }
}
