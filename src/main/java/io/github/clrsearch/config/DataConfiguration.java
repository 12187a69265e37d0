package io.github.clrsearch.config;

import io.github.clrsearch.data.formats.CifarSelection;
import io.github.clrsearch.data.formats.DataOptions;
import io.github.clrsearch.data.formats.ImageSize;
import java.util.List;
import java.util.Optional;

/**
 * The data of a study.
 *
 * @param path a folder, an archive, or a URI that Hadoop supports
 * @param missing what to do if there is nothing at the path
 * @param format the format of the data, or {@code auto}
 * @param trainingFiles files to train on; empty for all files that are not for validation
 * @param validationFiles files to validate on; empty if validation images are drawn at random
 * @param validation number of validation images if they are drawn at random
 * @param whitening number of principal components to whiten; 0 for none
 * @param reading properties of IDX files and image folders that the data itself does not define
 * @param synthetic properties of generated images
 */
public record DataConfiguration(
    String path,
    Missing missing,
    Format format,
    List<String> trainingFiles,
    List<String> validationFiles,
    int validation,
    int whitening,
    Reading reading,
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

  /**
   * Properties of IDX files and image folders that the data itself does not define.
   *
   * @param classNames of IDX files, by label; empty for those of the data
   * @param size to scale images in folders to; empty if all have the same size
   * @param test number of images in folders to hold out as test images if there is no folder of
   *     them
   */
  public record Reading(List<String> classNames, Optional<ImageSize> size, int test) {
    /** Only what the data itself defines. */
    public static final Reading NOTHING = new Reading(List.of(), Optional.empty(), 0);

    public Reading {
      classNames = List.copyOf(classNames);
    }
  }

  /** Generated images: numbers of classes, training and test images, and the seed. */
  public record Synthetic(int classes, int training, int test, long seed) {}

  /** The split, on which results depend in addition to the data's checksum. */
  String split() {
    return validationFiles.isEmpty()
        ? validation + " images"
        : "train on %s, validate on %s".formatted(trainingFiles, validationFiles);
  }

  /** The options for reading the files. */
  public DataOptions options() {
    return new DataOptions(
        new CifarSelection(trainingFiles, validationFiles),
        reading.classNames(),
        reading.size(),
        reading.test());
  }

  /** The same data with another number of validation images. */
  DataConfiguration withValidation(int images) {
    return new DataConfiguration(
        path,
        missing,
        format,
        trainingFiles,
        validationFiles,
        images,
        whitening,
        reading,
        synthetic);
  }
}
