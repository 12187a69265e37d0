package io.github.clrsearch.report;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** Images as PNG. */
final class Png {
  /** Pixels of a picture's PNG for each of its SVG's: sharp in print. */
  static final int SCALE = 2;

  private Png() {}

  /** An image's bytes. */
  static byte[] of(BufferedImage image) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      ImageIO.setUseCache(false);
      ImageIO.write(image, "png", bytes);
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException("an array of bytes takes everything", e);
    }
  }
}
