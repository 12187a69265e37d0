package io.github.clrsearch.config;

import io.github.clrsearch.data.ImageSize;
import java.util.ArrayList;
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

  /** What is done where nothing lies at the path. */
  public enum Missing {
    /** Images are generated, where the format is {@code auto}: nobody has named the path. */
    GENERATED,
    /** It is an error: somebody has named the path. */
    REFUSED
  }

  /** What can lie at a path. */
  public enum Format {
    AUTO,
    CIFAR_10,
    CIFAR_100,
    IDX,
    FOLDERS,
    SYNTHETIC
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

  /** The keys with a value that are not for what was found. */
  public List<String> misplaced(Format found) {
    boolean files = found != Format.IDX && found != Format.FOLDERS;
    List<String> keys = new ArrayList<>();
    if (!files && !trainingFiles.isEmpty()) {
      keys.add("data.training");
    }
    if (!files && !validationFiles.isEmpty()) {
      keys.add("a list of files in data.validation");
    }
    if (found != Format.IDX && !reading.classNames().isEmpty()) {
      keys.add("data.class-names");
    }
    if (found != Format.FOLDERS && reading.size().isPresent()) {
      keys.add("data.size");
    }
    if (found != Format.FOLDERS && reading.test() > 0) {
      keys.add("data.test");
    }
    return keys;
  }

  /** The same data with another number of validation images. */
  DataConfiguration withValidation(int images) {
    return new DataConfiguration(
        path, missing, format, trainingFiles, validationFiles, images, reading, synthetic);
  }
}
