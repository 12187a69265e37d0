package io.github.clrsearch.config;

import io.github.clrsearch.data.formats.CifarSelection;
import io.github.clrsearch.data.formats.DataOptions;

/**
 * The data of a study.
 *
 * @param path a folder, an archive, or a URI that Hadoop supports
 * @param missing what to do if there is nothing at the path
 * @param format the format of the data, or {@code auto}
 * @param options what the files themselves do not define
 * @param validation number of validation images if they are drawn at random
 * @param whitening number of principal components to whiten; 0 for none
 * @param synthetic properties of generated images
 */
public record DataConfiguration(
    String path,
    Missing missing,
    Format format,
    DataOptions options,
    int validation,
    int whitening,
    Synthetic synthetic) {

  /** What to do if there is nothing at the path. */
  public enum Missing {
    /** Generate images if the format is {@code auto}: the study asks for that. */
    GENERATED,
    /** Refuse, and offer a download or generated images: the path is the default one. */
    OFFERED,
    /** Refuse: the user named the path. */
    REFUSED
  }

  /**
   * The format of the data.
   *
   * @param key {@code auto}, {@code synthetic} or that of a {@link
   *     io.github.clrsearch.data.formats.DataFormat}
   */
  public record Format(String key) {
    public static final Format AUTO = new Format("auto");
    public static final Format SYNTHETIC = new Format("synthetic");
    public static final Format CIFAR_10 = new Format("cifar-10");
  }

  /** Generated images: numbers of classes, training and test images, and the seed. */
  public record Synthetic(int classes, int training, int test, long seed) {}

  /** The split, on which results depend in addition to the data's checksum. */
  String split() {
    CifarSelection files = options.files();
    return files.validation().isEmpty()
        ? validation + " images"
        : "train on %s, validate on %s".formatted(files.training(), files.validation());
  }

  /** The same data with another number of validation images. */
  DataConfiguration withValidation(int images) {
    return new DataConfiguration(path, missing, format, options, images, whitening, synthetic);
  }
}
