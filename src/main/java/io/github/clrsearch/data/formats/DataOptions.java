package io.github.clrsearch.data.formats;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How to read a data set, where its files do not determine it.
 *
 * @param files CIFAR only: training and validation files
 * @param classNames IDX only: class names by label; empty to use {@code classes.txt} or the labels
 * @param size image folders only: size to scale all images to; empty if they have the same size
 * @param test image folders only: number of images held out as test images, if there is no test
 *     folder; 0 for none
 */
public record DataOptions(
    CifarSelection files, List<String> classNames, Optional<ImageSize> size, int test) {
  /** No options. */
  public static final DataOptions NONE =
      new DataOptions(CifarSelection.ALL, List.of(), Optional.empty(), 0);

  static final String TRAINING = "data.training";
  static final String VALIDATION = "a list of files in data.validation";
  static final String CLASS_NAMES = "data.class-names";
  static final String SIZE = "data.size";
  static final String TEST = "data.test";

  /** The list is copied. */
  public DataOptions {
    classNames = List.copyOf(classNames);
  }

  /** The configuration keys of the options that are set. */
  List<String> given() {
    List<String> keys = new ArrayList<>();
    add(keys, TRAINING, !files.training().isEmpty());
    add(keys, VALIDATION, !files.validation().isEmpty());
    add(keys, CLASS_NAMES, !classNames.isEmpty());
    add(keys, SIZE, size.isPresent());
    add(keys, TEST, test > 0);
    return keys;
  }

  private static void add(List<String> keys, String key, boolean isSet) {
    if (isSet) {
      keys.add(key);
    }
  }
}
