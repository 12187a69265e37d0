package io.github.clrsearch.search.trial;

import java.io.Serializable;
import java.util.Base64;
import java.util.BitSet;

/**
 * Which images of the validation split a network answers right: what two networks can be compared
 * by image for image.
 *
 * @param images how many the split has, at least 1; in the order in which every network is asked
 * @param right a bit an image, set where the answer is right: copied
 */
public record Answers(int images, BitSet right) implements Serializable {

  /** Checks the number, and copies the bits. */
  public Answers {
    right = (BitSet) right.clone();
    if (images < 1 || right.length() > images) {
      throw new IllegalArgumentException(
          "answers must be of at least 1 image, and right on these alone, but got %d images and bit %d"
              .formatted(images, right.length() - 1));
    }
  }

  /** 1 where the answer is right, else 0. */
  public int right(int image) {
    return right.get(image) ? 1 : 0;
  }

  /** A copy of the bits. */
  @Override
  public BitSet right() {
    return (BitSet) right.clone();
  }

  /** For a table: the number of images, a colon, and the bits, eight a byte, in Base64. */
  public String text() {
    return images + ":" + Base64.getEncoder().encodeToString(right.toByteArray());
  }

  /**
   * The answers of a text that {@link #text} gave.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static Answers parse(String text) {
    int colon = text.indexOf(':');
    if (colon < 0) {
      throw new IllegalArgumentException(
          "answers must be IMAGES:BITS, but are '%s'".formatted(text));
    }
    return new Answers(
        Integer.parseInt(text.substring(0, colon)),
        BitSet.valueOf(Base64.getDecoder().decode(text.substring(colon + 1))));
  }
}
