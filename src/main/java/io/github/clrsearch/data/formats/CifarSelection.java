package io.github.clrsearch.data.formats;

import io.github.clrsearch.data.DataException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Training files and validation files chosen from a layout.
 *
 * @param training training files, in order; empty for all files that are not validation files
 * @param validation validation files, in order; empty if the validation split is drawn at random
 */
public record CifarSelection(List<String> training, List<String> validation) {

  /** All training files, with a validation split drawn later. */
  public static final CifarSelection ALL = new CifarSelection(List.of(), List.of());

  /** The lists are copied. */
  public CifarSelection {
    training = List.copyOf(training);
    validation = List.copyOf(validation);
  }

  /**
   * Returns this selection with every file listed.
   *
   * @throws DataException if a name is not a training file of the layout, or is listed twice
   */
  CifarSelection within(CifarLayout layout) {
    Set<String> seen = new HashSet<>();
    check(layout, "data.training", training, seen);
    check(layout, "data.validation", validation, seen);
    List<String> chosen = training;
    if (chosen.isEmpty()) {
      chosen = new ArrayList<>(layout.trainingFiles());
      chosen.removeAll(validation);
    }
    if (chosen.isEmpty()) {
      throw new DataException(
          "data.validation lists every training file of %s (%s), which leaves none to train on: remove some"
              .formatted(layout.name(), String.join(", ", layout.trainingFiles())));
    }
    return new CifarSelection(chosen, validation);
  }

  private static void check(CifarLayout layout, String key, List<String> names, Set<String> seen) {
    for (String name : names) {
      if (!layout.trainingFiles().contains(name)) {
        throw new DataException(
            "%s lists %s, which is %s of %s: choose from %s"
                .formatted(
                    key,
                    name,
                    name.equals(layout.testFile()) ? "the test file" : "not a file",
                    layout.name(),
                    String.join(", ", layout.trainingFiles())));
      }
      if (!seen.add(name)) {
        throw new DataException(
            "%s lists %s, which is already listed: use each file once, for training or validation"
                .formatted(key, name));
      }
    }
  }
}
