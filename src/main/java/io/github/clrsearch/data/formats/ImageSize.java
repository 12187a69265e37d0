package io.github.clrsearch.data.formats;

/**
 * Height and width of an image.
 *
 * @param height rows in pixels, 1 .. 4096
 * @param width columns in pixels, 1 .. 4096
 */
public record ImageSize(int height, int width) {
  /** Upper limit for height and width. */
  public static final int MAX = 4096;

  /** Checks the ranges. */
  public ImageSize {
    if (height < 1 || width < 1 || height > MAX || width > MAX) {
      throw new IllegalArgumentException(
          "height and width must be 1 .. %d, but got %d and %d".formatted(MAX, height, width));
    }
  }

  @Override
  public String toString() {
    return height + "x" + width;
  }
}
