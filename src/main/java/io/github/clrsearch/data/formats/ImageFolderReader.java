package io.github.clrsearch.data.formats;

import io.github.clrsearch.data.ClassNames;
import io.github.clrsearch.data.DataException;
import io.github.clrsearch.data.DataSet;
import io.github.clrsearch.data.ImageShape;
import io.github.clrsearch.data.Images;
import io.github.clrsearch.data.Split;
import io.github.clrsearch.data.formats.ClassFolders.LabelledFile;
import io.github.clrsearch.data.formats.DataFiles.Entry;
import io.github.clrsearch.data.formats.DataFiles.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Reads a data set of PNG and JPEG files in folders named after their classes: {@code
 * train/CLASS/*.png} and {@code test/CLASS/*.png}, including subfolders. Classes and images are in
 * the order of their names. Training images are then shuffled, always in the same way.
 */
public final class ImageFolderReader {
  /** Name of such a data set. */
  public static final String NAME = "image folders";

  private static final String TRAINING = "train";
  private static final String TEST = "test";
  private static final int MAX_CLASSES = 256;

  private final DataFiles files;
  private final Optional<ImageSize> size;

  private ImageFolderReader(DataFiles files, Optional<ImageSize> size) {
    this.files = files;
    this.size = size;
  }

  /** Whether a place has a folder {@code train} that contains folders. */
  public static boolean isThere(DataFiles files) {
    try {
      return !ClassFolders.names(files.folder(TRAINING)).isEmpty();
    } catch (IOException e) {
      throw DataException.unreadable(files.location(), e);
    }
  }

  /**
   * Reads a data set. Images have one channel if all of them are grey, otherwise three.
   *
   * @param size to scale all images to; empty if they have the same size
   * @param heldOut number of images to hold out as test images if there is no folder {@code test}:
   *     stratified by class, always the same ones
   * @throws DataException if something is missing, damaged, or has another size
   */
  public static DataSet read(DataFiles files, Optional<ImageSize> size, int heldOut) {
    try {
      return new ImageFolderReader(files, size).read(heldOut);
    } catch (IOException e) {
      throw DataException.unreadable(files.location(), e);
    }
  }

  private DataSet read(int heldOut) throws IOException {
    List<String> classes = ClassFolders.names(files.folder(TRAINING));
    if (classes.size() < 2 || classes.size() > MAX_CLASSES) {
      throw new DataException(
          "%s/%s must contain 2 .. %d folders, one per class with its images (%s/%s/CLASS/*.png), but contains %d: move the images, or set data.path"
              .formatted(
                  files.location(),
                  TRAINING,
                  MAX_CLASSES,
                  files.location(),
                  TRAINING,
                  classes.size()));
    }
    ClassNames.checked(files.location() + "/" + TRAINING, classes);
    IgnoredFiles ignored = new IgnoredFiles();
    countOthers(ignored);
    List<LabelledFile> training = ClassFolders.images(files.folder(TRAINING), classes, ignored);
    List<LabelledFile> test = ClassFolders.images(files.folder(TEST), classes, ignored);
    checkTest(test.size(), heldOut, training.size());
    List<LabelledFile> all = new ArrayList<>(training);
    all.addAll(test);
    List<PixelImage> decoded = decoded(all);
    int channels = decoded.stream().mapToInt(image -> image.shape().channels()).max().orElseThrow();
    int[] order = IntStream.range(0, training.size()).toArray();
    // Measurements use the first images of a split, which must not all be of one class.
    Split.shuffle(order, new SplittableRandom(0));
    Images first = images(all, decoded, order, channels, classes);
    if (!test.isEmpty()) {
      int[] rest = IntStream.range(training.size(), all.size()).toArray();
      return dataSet(first, images(all, decoded, rest, channels, classes), ignored);
    }
    Split split = Split.stratified(first, heldOut, 0);
    return dataSet(first.only(split.training()), first.only(split.validation()), ignored);
  }

  private DataSet dataSet(Images images, Images test, IgnoredFiles ignored) {
    return new DataSet(NAME, files.location(), images, 0, test, ignored.line());
  }

  /** Counts other folders and images next to train and test, such as other splits. */
  private void countOthers(IgnoredFiles ignored) throws IOException {
    for (Entry entry : files.entries()) {
      if (entry.kind() == Kind.FOLDER && !List.of(TRAINING, TEST).contains(entry.name())) {
        ignored.add("folder " + entry.name());
      } else if (ClassFolders.isImage(entry)) {
        ignored.add("outside class folders");
      }
    }
  }

  private void checkTest(int test, int heldOut, int training) {
    if (test == 0 && heldOut == 0) {
      throw new DataException(
          "%s has no folder %s with images (%s/CLASS/*.png): create one, or hold out images of %s with data.test = N"
              .formatted(files.location(), TEST, TEST, TRAINING));
    }
    if (test > 0 && heldOut > 0) {
      throw new DataException(
          "data.test holds out %d test images, but %s has a folder %s: remove one of them"
              .formatted(heldOut, files.location(), TEST));
    }
    if (heldOut >= training) {
      throw new DataException(
          "data.test must leave training images: expected 1 .. %d of %d images, but got %d"
              .formatted(training - 1, training, heldOut));
    }
  }

  /** An image, or a message that says what is wrong with it. */
  private record Decoded(PixelImage image, String damage, String otherSize) {}

  /** All images, in order. */
  private List<PixelImage> decoded(List<LabelledFile> all) {
    PixelImage first = first(all);
    checkLength(all.size(), first.shape().channels(), size.orElse(first.size()));
    List<Decoded> decoded = all.parallelStream().map(file -> decode(file, first)).toList();
    List<String> damaged = decoded.stream().map(Decoded::damage).filter(Objects::nonNull).toList();
    if (!damaged.isEmpty()) {
      throw DataException.of(damaged);
    }
    List<String> otherSizes =
        decoded.stream().map(Decoded::otherSize).filter(Objects::nonNull).toList();
    if (!otherSizes.isEmpty()) {
      int more = otherSizes.size() - 1;
      throw new DataException(
          "%s, but the first image is %s%s: scale all images, for example with data.size = [%d, %d]"
              .formatted(
                  otherSizes.get(0),
                  first.size(),
                  more > 0 ? ", and %d more have another size".formatted(more) : "",
                  first.size().height(),
                  first.size().width()));
    }
    return decoded.stream().map(Decoded::image).toList();
  }

  /** The first image that is not damaged: it determines the expected size. */
  private PixelImage first(List<LabelledFile> all) {
    List<String> damaged = new ArrayList<>();
    for (LabelledFile file : all) {
      Decoded decoded = decode(file, null);
      if (decoded.image() != null) {
        return decoded.image();
      }
      damaged.add(decoded.damage());
    }
    throw DataException.of(damaged);
  }

  private Decoded decode(LabelledFile file, PixelImage first) {
    PixelImage image;
    try (InputStream in = file.folder().open(file.name())) {
      image = ImageDecoder.read(file.location(), in);
    } catch (DataException e) {
      return new Decoded(null, e.getMessage(), null);
    } catch (IOException e) {
      String problem =
          "%s cannot be read (%s): check its permissions, or remove it"
              .formatted(file.location(), e);
      return new Decoded(null, String.join(" ", problem.lines().toList()), null);
    }
    if (size.isPresent()) {
      return new Decoded(image.scaled(size.get()), null, null);
    }
    return first == null || image.size().equals(first.size())
        ? new Decoded(image, null, null)
        : new Decoded(
            null, null, "%s is %s (height x width)".formatted(file.location(), image.size()));
  }

  private void checkLength(int count, int channels, ImageSize expected) {
    long length = (long) count * channels * expected.height() * expected.width();
    if (length > Integer.MAX_VALUE - 8) {
      throw new DataException(
          "%s contains %d images of %s, %d bytes, which is more than an array can hold: make them smaller with data.size"
              .formatted(files.location(), count, expected, length));
    }
  }

  private Images images(
      List<LabelledFile> files,
      List<PixelImage> decoded,
      int[] order,
      int channels,
      List<String> classes) {
    ImageSize extents = decoded.get(0).size();
    checkLength(order.length, channels, extents);
    ImageShape shape = new ImageShape(channels, extents.height(), extents.width());
    byte[] labels = new byte[order.length];
    byte[] pixels = new byte[order.length * shape.size()];
    for (int i = 0; i < order.length; i++) {
      labels[i] = (byte) files.get(order[i]).label();
      byte[] image = decoded.get(order[i]).withChannels(channels).pixels();
      System.arraycopy(image, 0, pixels, i * shape.size(), image.length);
    }
    return new Images(shape, classes, pixels, labels);
  }
}
