package io.github.clrsearch.data.formats;

/**
 * The extents of an image.
 *
 * @param height rows in pixels, 1 .. 4096
 * @param width columns in pixels, 1 .. 4096
 */
public record ImageSize(int height, int width) {
  /** The largest extent. */
  public static final int MOST = 4096;

  /** Checks the extents. */
  public ImageSize {
    if (height < 1 || width < 1 || height > MOST || width > MOST) {
      throw new IllegalArgumentException(
          "height and width must be 1 .. %d, but got %d and %d".formatted(MOST, height, width));
    }
  }

  @Override
  public String toString() {
    return height + "x" + width;
  }
}
