package io.github.clrsearch.search.trial;

/**
 * A training that can be fused with others.
 *
 * @param inputs describes its mini-batches: trainings of equal inputs can be fused
 * @param share of the maximum width of a fused training that it takes, in (0, 1]
 */
public record FusibleTraining(String inputs, double share) {

  public FusibleTraining {
    if (!(share > 0 && share <= 1)) {
      throw new IllegalArgumentException("share must be in (0, 1], but got " + share);
    }
  }
}
