package io.github.clrsearch.search.trial;

import java.io.Serializable;
import java.util.Base64;
import java.util.BitSet;

/**
 * The validation images that a network classifies correctly. Two networks can be compared image by
 * image.
 *
 * @param images number of validation images, at least 1; all networks see them in the same order
 * @param bits one bit per image, set if the network classifies it correctly: copied
 */
public record CorrectImages(int images, BitSet bits) implements Serializable {

  public CorrectImages {
    bits = (BitSet) bits.clone();
    if (images < 1 || bits.length() > images) {
      throw new IllegalArgumentException(
          "correct images must be of at least 1 image, with one bit per image, but got %d images and bit %d"
              .formatted(images, bits.length() - 1));
    }
  }

  /** 1 if the network classifies the image correctly, else 0. */
  public int at(int image) {
    return bits.get(image) ? 1 : 0;
  }

  /** A copy of the bits. */
  @Override
  public BitSet bits() {
    return (BitSet) bits.clone();
  }

  /** For a table: the number of images, a colon, and the bits in Base64, eight per byte. */
  public String text() {
    return images + ":" + Base64.getEncoder().encodeToString(bits.toByteArray());
  }

  /**
   * Parses a text that {@link #text} returned.
   *
   * @throws IllegalArgumentException if the text is invalid
   */
  public static CorrectImages parse(String text) {
    int colon = text.indexOf(':');
    if (colon < 0) {
      throw new IllegalArgumentException(
          "correct images must be IMAGES:BITS, but got '%s'".formatted(text));
    }
    return new CorrectImages(
        Integer.parseInt(text.substring(0, colon)),
        BitSet.valueOf(Base64.getDecoder().decode(text.substring(colon + 1))));
  }
}
