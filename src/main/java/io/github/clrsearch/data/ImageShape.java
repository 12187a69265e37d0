package io.github.clrsearch.data;

import java.io.Serializable;

/**
 * Shape of the images of a data set.
 *
 * @param channels colour planes, at least 1 (3 for red, green, blue)
 * @param height rows in pixels, at least 1
 * @param width columns in pixels, at least 1
 */
public record ImageShape(int channels, int height, int width) implements Serializable {

  /** The shape of CIFAR-10 and CIFAR-100. */
  public static final ImageShape CIFAR = new ImageShape(3, 32, 32);

  /** Checks that all are at least 1. */
  public ImageShape {
    if (channels < 1 || height < 1 || width < 1) {
      throw new IllegalArgumentException(
          "channels, height and width must be at least 1, but got %d x %d x %d"
              .formatted(channels, height, width));
    }
  }

  /** Bytes of one image: channels x height x width. */
  public int size() {
    return channels * height * width;
  }

  @Override
  public String toString() {
    return channels + "x" + height + "x" + width;
  }
}
