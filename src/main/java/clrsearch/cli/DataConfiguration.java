package clrsearch.cli;

import java.util.List;

/**
 * Which data a study uses.
 *
 * @param path a folder, an archive, or a URI that Hadoop knows
 * @param format what lies there, or {@code auto}
 * @param trainingFiles the files to train on; empty for all that do not validate
 * @param validationFiles the files that validate; empty where images are drawn
 * @param validation how many images validate where they are drawn
 * @param synthetic what to generate where nothing is read
 */
record DataConfiguration(
    String path,
    Format format,
    List<String> trainingFiles,
    List<String> validationFiles,
    int validation,
    Synthetic synthetic) {

  /** What can lie at a path. */
  enum Format {
    AUTO,
    CIFAR_10,
    CIFAR_100,
    SYNTHETIC
  }

  /** Generated images: numbers of classes, training and test images, and the seed. */
  record Synthetic(int classes, int training, int test, long seed) {}

  /** What a result depends on besides the data's checksum. */
  String split() {
    return validationFiles.isEmpty()
        ? validation + " images"
        : "train on %s, validate on %s".formatted(trainingFiles, validationFiles);
  }

  /** The same data with another number of validation images. */
  DataConfiguration withValidation(int images) {
    return new DataConfiguration(path, format, trainingFiles, validationFiles, images, synthetic);
  }
}
