package io.github.clrsearch.data;

import java.io.Serializable;

/**
 * What a trial trains on: the images, who trains and who validates, and the standardizer measured
 * on the training split. Computed once, broadcast once, shared by all trials and never modified.
 *
 * @param images the images of both splits
 * @param split indices into them
 * @param standardizer measured on split.training()
 */
public record PreparedData(Images images, Split split, Standardizer standardizer)
    implements Serializable {

  /** Measures the standardizer on the training split. */
  public static PreparedData of(Images images, Split split) {
    return new PreparedData(images, split, Standardizer.of(images, split.training()));
  }

  /** Other images of the same shape, to be measured as these are standardized. */
  public PreparedData on(Images others) {
    return new PreparedData(others, split, standardizer);
  }
}
