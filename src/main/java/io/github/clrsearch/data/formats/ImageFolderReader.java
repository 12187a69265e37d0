package io.github.clrsearch.data.formats;

import io.github.clrsearch.data.ClassNames;
import io.github.clrsearch.data.DataException;
import io.github.clrsearch.data.DataSet;
import io.github.clrsearch.data.ImageShape;
import io.github.clrsearch.data.Images;
import io.github.clrsearch.data.Split;
import io.github.clrsearch.data.formats.ClassFolders.Labelled;
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
 * Reads a data set of PNG and JPEG files in folders that are named by their classes: {@code
 * train/CLASS/*.png} and {@code test/CLASS/*.png}, and the folders in these. Classes and images
 * come in the order of their names, not in that of the listing; images to train on are then
 * shuffled, always in the same way.
 */
public final class ImageFolderReader {
  /** What such a data set is called. */
  public static final String NAME = "image folders";

  private static final String TRAINING = "train";
  private static final String TEST = "test";
  private static final int MOST_CLASSES = 256;

  private final DataFiles files;
  private final Optional<ImageSize> size;

  private ImageFolderReader(DataFiles files, Optional<ImageSize> size) {
    this.files = files;
    this.size = size;
  }

  /** Whether there are folders in {@code train}. */
  public static boolean isThere(DataFiles files) {
    try {
      return !ClassFolders.names(files.folder(TRAINING)).isEmpty();
    } catch (IOException e) {
      throw DataException.unreadable(files.location(), e);
    }
  }

  /**
   * Reads a data set. Images are grey where all of them are, else in colour.
   *
   * @param size to scale all images to; empty where they have one size
   * @param heldOut how many images to hold out as test images, class by class, where there is no
   *     folder {@code test}; always the same ones
   * @throws DataException where something is missing, damaged, or of another size
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
    if (classes.size() < 2 || classes.size() > MOST_CLASSES) {
      throw new DataException(
          "%s/%s must hold 2 .. %d folders, each named by a class and with its images (%s/%s/CLASS/*.png), but holds %d: lay them so, or set data.path"
              .formatted(
                  files.location(),
                  TRAINING,
                  MOST_CLASSES,
                  files.location(),
                  TRAINING,
                  classes.size()));
    }
    ClassNames.checked(files.location() + "/" + TRAINING, classes);
    IgnoredFiles notRead = new IgnoredFiles();
    besides(notRead);
    List<Labelled> training = ClassFolders.images(files.folder(TRAINING), classes, notRead);
    List<Labelled> test = ClassFolders.images(files.folder(TEST), classes, notRead);
    checkTest(test.size(), heldOut, training.size());
    List<Labelled> all = new ArrayList<>(training);
    all.addAll(test);
    List<PixelImage> decoded = decoded(all);
    int channels = decoded.stream().mapToInt(image -> image.shape().channels()).max().orElseThrow();
    int[] order = IntStream.range(0, training.size()).toArray();
    // Measurements take the first images of a split: they must not all be of one class.
    Split.shuffle(order, new SplittableRandom(0));
    Images first = images(all, decoded, order, channels, classes);
    if (!test.isEmpty()) {
      int[] rest = IntStream.range(training.size(), all.size()).toArray();
      return dataSet(first, images(all, decoded, rest, channels, classes), notRead);
    }
    Split split = Split.stratified(first, heldOut, 0);
    return dataSet(first.only(split.training()), first.only(split.validation()), notRead);
  }

  private DataSet dataSet(Images images, Images test, IgnoredFiles notRead) {
    return new DataSet(NAME, files.location(), images, 0, test, notRead.line());
  }

  /** Other folders and images beside the two parts: of other splits, say. */
  private void besides(IgnoredFiles notRead) throws IOException {
    for (Entry entry : files.entries()) {
      if (entry.kind() == Kind.FOLDER && !List.of(TRAINING, TEST).contains(entry.name())) {
        notRead.add("folder " + entry.name());
      } else if (ClassFolders.isImage(entry)) {
        notRead.add("in no class's folder");
      }
    }
  }

  private void checkTest(int test, int heldOut, int training) {
    if (test == 0 && heldOut == 0) {
      throw new DataException(
          "%s has no folder %s with images (%s/CLASS/*.png): make one, or hold some of %s out with data.test = N"
              .formatted(files.location(), TEST, TEST, TRAINING));
    }
    if (test > 0 && heldOut > 0) {
      throw new DataException(
          "data.test holds %d images out to test on, but %s has a folder %s: remove one of them"
              .formatted(heldOut, files.location(), TEST));
    }
    if (heldOut >= training) {
      throw new DataException(
          "data.test must leave images to train on: 1 .. %d of the %d there are, but got %d"
              .formatted(training - 1, training, heldOut));
    }
  }

  /** An image, or why there is none: it is damaged, or of another size. */
  private record Decoded(PixelImage image, String damage, String otherSize) {}

  /** All images, in order. */
  private List<PixelImage> decoded(List<Labelled> all) {
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
          "%s, but the first image is %s%s: scale all of them with data.size = [%d, %d], say"
              .formatted(
                  otherSizes.get(0),
                  first.size(),
                  more > 0 ? ", and %d more are of another size".formatted(more) : "",
                  first.size().height(),
                  first.size().width()));
    }
    return decoded.stream().map(Decoded::image).toList();
  }

  /** The first image that is whole: it says which size is expected. */
  private PixelImage first(List<Labelled> all) {
    List<String> damaged = new ArrayList<>();
    for (Labelled file : all) {
      Decoded decoded = decode(file, null);
      if (decoded.image() != null) {
        return decoded.image();
      }
      damaged.add(decoded.damage());
    }
    throw DataException.of(damaged);
  }

  private Decoded decode(Labelled file, PixelImage first) {
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
          "%s holds %d images of %s, %d bytes, which is more than an array holds: make them smaller with data.size"
              .formatted(files.location(), count, expected, length));
    }
  }

  private Images images(
      List<Labelled> of,
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
      labels[i] = (byte) of.get(order[i]).label();
      byte[] image = decoded.get(order[i]).withChannels(channels).pixels();
      System.arraycopy(image, 0, pixels, i * shape.size(), image.length);
    }
    return new Images(shape, classes, pixels, labels);
  }
}
