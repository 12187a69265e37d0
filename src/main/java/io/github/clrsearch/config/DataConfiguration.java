package io.github.clrsearch.config;

import io.github.clrsearch.data.formats.CifarSelection;
import io.github.clrsearch.data.formats.DataOptions;
import io.github.clrsearch.data.formats.ImageSize;
import java.util.List;
import java.util.Optional;

/**
 * Which data a study uses.
 *
 * @param path a folder, an archive, or a URI that Hadoop knows
 * @param missing what is done where nothing lies at the path
 * @param format what lies there, or {@code auto}
 * @param trainingFiles the files to train on; empty for all that do not validate
 * @param validationFiles the files that validate; empty where images are drawn
 * @param validation how many images validate where they are drawn
 * @param reading what IDX files and folders of images do not say themselves
 * @param synthetic what to generate where nothing is read
 */
public record DataConfiguration(
    String path,
    Missing missing,
    Format format,
    List<String> trainingFiles,
    List<String> validationFiles,
    int validation,
    Reading reading,
    Synthetic synthetic) {

  /** What to do if there is nothing at the path. */
  public enum Missing {
    /** Generate images if the format is {@code auto}: the path is the default one. */
    GENERATED,
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
   * What IDX files and folders of images do not say themselves.
   *
   * @param classNames of IDX files, by label; empty for what lies there
   * @param size that images in folders are scaled to; empty where they have one
   * @param test how many images in folders are held out to test on where there is no folder of them
   */
  public record Reading(List<String> classNames, Optional<ImageSize> size, int test) {
    /** Nothing but what lies there. */
    public static final Reading NOTHING = new Reading(List.of(), Optional.empty(), 0);

    public Reading {
      classNames = List.copyOf(classNames);
    }
  }

  /** Generated images: numbers of classes, training and test images, and the seed. */
  public record Synthetic(int classes, int training, int test, long seed) {}

  /** What a result depends on besides the data's checksum. */
  String split() {
    return validationFiles.isEmpty()
        ? validation + " images"
        : "train on %s, validate on %s".formatted(trainingFiles, validationFiles);
  }

  /** What the files do not say themselves. */
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
        path, missing, format, trainingFiles, validationFiles, images, reading, synthetic);
  }
}
