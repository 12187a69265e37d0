package clrsearch.cli;

import clrsearch.data.CifarSelection;
import clrsearch.data.DataOptions;
import clrsearch.data.ImageSize;
import java.util.List;
import java.util.Optional;

/**
 * Which data a study uses.
 *
 * @param path a folder, an archive, or a URI that Hadoop knows
 * @param format what lies there, or {@code auto}
 * @param trainingFiles the files to train on; empty for all that do not validate
 * @param validationFiles the files that validate; empty where images are drawn
 * @param validation how many images validate where they are drawn
 * @param reading what IDX files and folders of images do not say themselves
 * @param synthetic what to generate where nothing is read
 */
record DataConfiguration(
    String path,
    Format format,
    List<String> trainingFiles,
    List<String> validationFiles,
    int validation,
    Reading reading,
    Synthetic synthetic) {

  /**
   * What lies at a path.
   *
   * @param key {@code auto}, {@code synthetic} or that of a {@link clrsearch.data.DataFormat}
   */
  record Format(String key) {
    static final Format AUTO = new Format("auto");
    static final Format SYNTHETIC = new Format("synthetic");
    static final Format CIFAR_10 = new Format("cifar-10");
  }

  /**
   * What IDX files and folders of images do not say themselves.
   *
   * @param classNames of IDX files, by label; empty for what lies there
   * @param size that images in folders are scaled to; empty where they have one
   * @param test how many images in folders are held out to test on where there is no folder of them
   */
  record Reading(List<String> classNames, Optional<ImageSize> size, int test) {
    /** Nothing but what lies there. */
    static final Reading NOTHING = new Reading(List.of(), Optional.empty(), 0);

    Reading {
      classNames = List.copyOf(classNames);
    }
  }

  /** Generated images: numbers of classes, training and test images, and the seed. */
  record Synthetic(int classes, int training, int test, long seed) {}

  /** What a result depends on besides the data's checksum. */
  String split() {
    return validationFiles.isEmpty()
        ? validation + " images"
        : "train on %s, validate on %s".formatted(trainingFiles, validationFiles);
  }

  /** What the files do not say themselves. */
  DataOptions options() {
    return new DataOptions(
        new CifarSelection(trainingFiles, validationFiles),
        reading.classNames(),
        reading.size(),
        reading.test());
  }

  /** The same data with another number of validation images. */
  DataConfiguration withValidation(int images) {
    return new DataConfiguration(
        path, format, trainingFiles, validationFiles, images, reading, synthetic);
  }
}
