package io.github.clrsearch.data.formats;

import io.github.clrsearch.data.ClassNames;
import io.github.clrsearch.data.DataException;
import io.github.clrsearch.data.DataSet;
import io.github.clrsearch.data.ImageShape;
import io.github.clrsearch.data.Images;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Reads a data set of four IDX files, such as MNIST and Fashion-MNIST: training images and labels
 * ({@code train-images-idx3-ubyte}, {@code train-labels-idx1-ubyte}) and test images and labels
 * ({@code t10k-...}). Files may be gzipped, and may have a dot instead of the hyphen before {@code
 * idx}. Images are count x height x width, or count x channels x height x width ({@code idx4}).
 */
public final class IdxReader {
  /** Name of such a data set. */
  public static final String NAME = "IDX images";

  private static final String CLASSES = "classes.txt";
  private static final String TRAINING = "train";
  private static final String TEST = "t10k";

  private IdxReader() {}

  /** Whether a place contains any of the four files. */
  public static boolean isThere(DataFiles files) {
    try {
      for (String part : List.of(TRAINING, TEST)) {
        if (images(files, part).isPresent() || labels(files, part).isPresent()) {
          return true;
        }
      }
      return false;
    } catch (IOException e) {
      throw DataException.unreadable(files.location(), e);
    }
  }

  private static Optional<String> images(DataFiles files, String part) throws IOException {
    return first(files, part + "-images", "idx3-ubyte", "idx4-ubyte");
  }

  private static Optional<String> labels(DataFiles files, String part) throws IOException {
    return first(files, part + "-labels", "idx1-ubyte");
  }

  /** The first file that exists: name-kind, name-kind.gz, or the same with a dot for the hyphen. */
  private static Optional<String> first(DataFiles files, String name, String... kinds)
      throws IOException {
    List<String> there = files.names();
    return Stream.of(kinds)
        .flatMap(kind -> Stream.of(name + "-" + kind, name + "." + kind))
        .flatMap(each -> Stream.of(each, each + ".gz"))
        .filter(there::contains)
        .findFirst();
  }

  /**
   * Reads a data set. Class names are {@code classNames}, or the lines of {@code classes.txt} next
   * to the files, or 0 up to the greatest label.
   *
   * @param classNames class names by label; may be empty
   * @throws DataException if a file is missing or damaged, or images, labels and names do not match
   */
  public static DataSet read(DataFiles files, List<String> classNames) {
    try {
      checkMissing(files);
      Part training = part(files, TRAINING);
      Part test = part(files, TEST);
      if (!training.shape().equals(test.shape())) {
        throw new DataException(
            "%s has images of %s, but %s of %s: both must have the same shape, download them again"
                .formatted(
                    test.images().location(),
                    test.shape(),
                    training.images().location(),
                    training.shape()));
      }
      List<String> names = names(files, classNames, training, test);
      return new DataSet(NAME, files.location(), training.named(names), 0, test.named(names));
    } catch (IOException e) {
      throw DataException.unreadable(files.location(), e);
    }
  }

  private static void checkMissing(DataFiles files) throws IOException {
    StringBuilder missing = new StringBuilder();
    for (String part : List.of(TRAINING, TEST)) {
      if (images(files, part).isEmpty()) {
        missing.append(", ").append(part).append("-images-idx3-ubyte");
      }
      if (labels(files, part).isEmpty()) {
        missing.append(", ").append(part).append("-labels-idx1-ubyte");
      }
    }
    if (!missing.isEmpty()) {
      throw new DataException(
          "%s does not contain %s (or the same with .gz): put all four IDX files there, or set data.path"
              .formatted(files.location(), missing.substring(2)));
    }
  }

  /** Images and their labels. */
  private record Part(IdxFile images, IdxFile labels) {

    ImageShape shape() {
      int[] extents = images.extents();
      return extents.length == 4
          ? new ImageShape(extents[1], extents[2], extents[3])
          : new ImageShape(1, extents[1], extents[2]);
    }

    int greatestLabel() {
      return IntStream.range(0, labels.count())
          .map(i -> labels.content()[i] & 0xFF)
          .max()
          .orElseThrow();
    }

    Images named(List<String> names) {
      return new Images(shape(), names, images.content(), labels.content());
    }
  }

  private static Part part(DataFiles files, String part) throws IOException {
    IdxFile images = IdxFile.read(files, images(files, part).orElseThrow());
    IdxFile labels = IdxFile.read(files, labels(files, part).orElseThrow());
    if (images.extents().length < 3) {
      throw new DataException(
          "%s must be images x height x width, or images x channels x height x width, but is %s: download it again"
              .formatted(images.location(), images.shape()));
    }
    if (labels.extents().length != 1 || labels.count() != images.count()) {
      throw new DataException(
          "%s must have one label for each of the %d images, but has %s: download both files again"
              .formatted(labels.location(), images.count(), labels.shape()));
    }
    return new Part(images, labels);
  }

  private static List<String> names(DataFiles files, List<String> given, Part training, Part test)
      throws IOException {
    int greatest = Math.max(training.greatestLabel(), test.greatestLabel());
    if (greatest < 1) {
      throw new DataException(
          "%s must have labels of at least 2 classes, but all labels are 0: use other files"
              .formatted(training.labels().location()));
    }
    List<String> names = given;
    String source = "data.class-names";
    if (names.isEmpty() && files.exists(CLASSES)) {
      source = files.location() + "/" + CLASSES;
      try (InputStream in = files.open(CLASSES)) {
        names = ClassNames.read(in);
      }
    } else if (names.isEmpty()) {
      return IntStream.rangeClosed(0, greatest).mapToObj(Integer::toString).toList();
    }
    if (names.size() <= greatest || names.size() > 256) {
      throw new DataException(
          "%s must have %d .. 256 class names, because the greatest label is %d, but has %d: correct it, or remove it to use the labels as names"
              .formatted(source, greatest + 1, greatest, names.size()));
    }
    return ClassNames.checked(source, names);
  }
}
