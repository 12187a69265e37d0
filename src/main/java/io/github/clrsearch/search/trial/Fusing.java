package io.github.clrsearch.search.trial;

/**
 * How a trial can take part in fused training with other trials.
 *
 * @param inputs trials of equal inputs can be fused
 * @param share of the maximum width of a fused training that the trial takes, in (0, 1]
 */
public record Fusing(String inputs, double share) {

  /** Checks the range. */
  public Fusing {
    if (!(share > 0 && share <= 1)) {
      throw new IllegalArgumentException("share must be in (0, 1], but got " + share);
    }
  }
}
