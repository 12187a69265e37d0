package io.github.clrsearch.data.formats;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is to be read, as far as the files do not say it themselves.
 *
 * @param files which of CIFAR's files to train and to validate on
 * @param classNames of IDX files, by label; empty for what lies there
 * @param size that images in folders are scaled to; empty where they have one
 * @param test how many images in folders are held out to test on where there is no folder of them
 */
public record DataOptions(
    CifarSelection files, List<String> classNames, Optional<ImageSize> size, int test) {
  /** Nothing but what lies there. */
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

  /** The keys with a value. */
  List<String> given() {
    List<String> keys = new ArrayList<>();
    add(keys, TRAINING, !files.training().isEmpty());
    add(keys, VALIDATION, !files.validation().isEmpty());
    add(keys, CLASS_NAMES, !classNames.isEmpty());
    add(keys, SIZE, size.isPresent());
    add(keys, TEST, test > 0);
    return keys;
  }

  private static void add(List<String> keys, String key, boolean given) {
    if (given) {
      keys.add(key);
    }
  }
}
