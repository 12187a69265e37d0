package io.github.clrsearch.data;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * A data set in memory.
 *
 * @param name kind of data: {@code CIFAR-10}, {@code CIFAR-100}, {@code IDX images}, {@code image
 *     folders} or {@code synthetic}
 * @param origin path or URI, or how the data was generated
 * @param images training and validation images
 * @param givenValidation number of images at the end of {@code images} that the configuration chose
 *     as the validation split; 0 if the split is drawn
 * @param test test images, for final networks only
 * @param ignored one line about ignored files; empty if there are none
 */
public record DataSet(
    String name,
    String origin,
    Images images,
    int givenValidation,
    Images test,
    Optional<String> ignored) {

  /** A data set without ignored files. */
  public DataSet(String name, String origin, Images images, int givenValidation, Images test) {
    this(name, origin, images, givenValidation, test, Optional.empty());
  }

  /**
   * Checks that both parts have the same shape and classes.
   *
   * @throws DataException if a class name is not printable in one line
   */
  public DataSet {
    if (!images.shape().equals(test.shape()) || images.classes() != test.classes()) {
      throw new IllegalArgumentException(
          "training and test images must have the same shape and number of classes, but got %s in %d classes and %s in %d"
              .formatted(images.shape(), images.classes(), test.shape(), test.classes()));
    }
    ClassNames.checked(origin, images.classNames());
    if (givenValidation < 0 || givenValidation >= images.count()) {
      throw new IllegalArgumentException(
          "the validation images must leave some images to train on, but got %d of %d"
              .formatted(givenValidation, images.count()));
    }
  }

  /** Describes the data in one line. */
  public String description() {
    return "%s (%s): %d training and validation images, %d test images, %s, %d classes"
        .formatted(name, origin, images.count(), test.count(), images.shape(), images.classes());
  }

  /** Describes the data in several lines, with the number of images of each class. */
  public String contents() {
    return "%s in %s: %s, %d classes%n".formatted(name, origin, images.shape(), images.classes())
        + "  training and validation: %s%n".formatted(images.contents())
        + "  test: %s%n".formatted(test.contents())
        + ignored.map("  %s%n"::formatted).orElse("");
  }

  /** SHA-256 of shapes, class names, labels and pixels, in hexadecimal. Results record it. */
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
