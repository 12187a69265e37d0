package io.github.clrsearch.data.formats;

import io.github.clrsearch.data.ImageShape;
import java.util.Arrays;

/**
 * One image in memory.
 *
 * @param shape with 1 channel (grey) or 3 (red, green, blue)
 * @param pixels shape.size() unsigned bytes, plane by plane, row-major; shared, must not be
 *     modified
 */
public record PixelImage(ImageShape shape, byte[] pixels) {

  /** Checks the number of channels and pixels. */
  public PixelImage {
    if (shape.channels() != 1 && shape.channels() != 3 || pixels.length != shape.size()) {
      throw new IllegalArgumentException(
          "an image must have 1 or 3 channels and one byte per sample, but got %s and %d bytes"
              .formatted(shape, pixels.length));
    }
  }

  /** Height and width. */
  public ImageSize size() {
    return new ImageSize(shape.height(), shape.width());
  }

  /**
   * Converts between grey and colour: grey becomes three equal planes, colour becomes the luma of
   * ITU-R BT.601, (299 R + 587 G + 114 B) / 1000.
   *
   * @param channels 1 or 3
   */
  public PixelImage withChannels(int channels) {
    if (channels == shape.channels()) {
      return this;
    }
    int plane = shape.height() * shape.width();
    byte[] converted = new byte[channels * plane];
    if (channels == 3) {
      for (int c = 0; c < channels; c++) {
        System.arraycopy(pixels, 0, converted, c * plane, plane);
      }
    } else {
      for (int i = 0; i < plane; i++) {
        int red = pixels[i] & 0xFF;
        int green = pixels[plane + i] & 0xFF;
        int blue = pixels[2 * plane + i] & 0xFF;
        converted[i] = (byte) ((299 * red + 587 * green + 114 * blue + 500) / 1000);
      }
    }
    return new PixelImage(new ImageShape(channels, shape.height(), shape.width()), converted);
  }

  /** The same image with one channel if all its pixels are grey. */
  PixelImage simplest() {
    int plane = shape.height() * shape.width();
    boolean grey =
        shape.channels() == 1
            || Arrays.equals(pixels, 0, plane, pixels, plane, 2 * plane)
                && Arrays.equals(pixels, 0, plane, pixels, 2 * plane, 3 * plane);
    return grey ? withChannels(1) : this;
  }

  /** Scales the image: see {@link Resampling}. */
  public PixelImage scaled(ImageSize size) {
    return size.equals(size()) ? this : Resampling.scale(this, size);
  }
}
