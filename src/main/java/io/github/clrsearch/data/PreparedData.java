package io.github.clrsearch.data;

import java.io.Serializable;

/**
 * Images, their split, and the standardizer of the training split. Computed and broadcast once,
 * shared by all trials, never modified.
 *
 * @param images images of both splits
 * @param split indices into {@code images}
 * @param standardizer measured on the training split
 */
public record PreparedData(Images images, Split split, Standardizer standardizer)
    implements Serializable {

  /** Measures the standardizer on the training split. */
  public static PreparedData of(Images images, Split split) {
    return new PreparedData(images, split, Standardizer.of(images, split.training()));
  }

  /** Other images of the same shape, standardized like these. */
  public PreparedData on(Images others) {
    return new PreparedData(others, split, standardizer);
  }
}
