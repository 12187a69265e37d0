package io.github.clrsearch.data;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * A data set in memory.
 *
 * @param name what it is: {@code CIFAR-10}, {@code CIFAR-100}, {@code IDX images}, {@code image
 *     folders}, {@code synthetic}
 * @param origin where it came from: a location, or how it was generated
 * @param images the images to train and to validate on
 * @param givenValidation how many images at the end of {@code images} were named as the validation
 *     split by the configuration; 0 where the split is to be drawn
 * @param test the test images: for the final network only
 * @param notRead one line with what lies there too and was not read; empty where that is nothing
 */
public record DataSet(
    String name,
    String origin,
    Images images,
    int givenValidation,
    Images test,
    Optional<String> notRead) {

  /** A data set of all that lies there. */
  public DataSet(String name, String origin, Images images, int givenValidation, Images test) {
    this(name, origin, images, givenValidation, test, Optional.empty());
  }

  /**
   * Checks that both parts have the same shape and classes.
   *
   * @throws DataException where a class has a name that cannot be printed in one line
   */
  public DataSet {
    if (!images.shape().equals(test.shape()) || images.classes() != test.classes()) {
      throw new IllegalArgumentException(
          "training and test images must have one shape and one set of classes, but got %s in %d classes and %s in %d"
              .formatted(images.shape(), images.classes(), test.shape(), test.classes()));
    }
    ClassNames.checked(origin, images.classNames());
    if (givenValidation < 0 || givenValidation >= images.count()) {
      throw new IllegalArgumentException(
          "the given validation images must leave some to train on, but got %d of %d"
              .formatted(givenValidation, images.count()));
    }
  }

  /** One line that says which data this is. */
  public String description() {
    return "%s (%s): %d images to train and validate on, %d to test, %s, %d classes"
        .formatted(name, origin, images.count(), test.count(), images.shape(), images.classes());
  }

  /** Several lines that say what there is of each class. */
  public String contents() {
    return "%s in %s: %s, %d classes%n".formatted(name, origin, images.shape(), images.classes())
        + "  to train and validate on: %s%n".formatted(images.contents())
        + "  to test: %s%n".formatted(test.contents())
        + notRead.map("  %s%n"::formatted).orElse("");
  }

  /** The SHA-256 of shapes, class names, labels and pixels, in hexadecimal: what a result names. */
  public String checksum() {
    MessageDigest digest = Digests.sha256();
    for (Images part : new Images[] {images, test}) {
      digest.update((part.shape() + " " + part.classNames()).getBytes(StandardCharsets.UTF_8));
      digest.update(part.labels());
      digest.update(part.pixels());
    }
    return Digests.hex(digest);
  }
}
