package io.github.clrsearch.data.formats;

import io.github.clrsearch.data.DataException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which files of a layout are trained on and which validate.
 *
 * @param training the files to train on, in order; empty for all that do not validate
 * @param validation the files to validate on, in order; empty where the split is to be drawn
 */
public record CifarSelection(List<String> training, List<String> validation) {

  /** Every training file, and a validation split that is drawn later. */
  public static final CifarSelection ALL = new CifarSelection(List.of(), List.of());

  /** The lists are copied. */
  public CifarSelection {
    training = List.copyOf(training);
    validation = List.copyOf(validation);
  }

  /**
   * This selection with every file named.
   *
   * @throws DataException where a name is not a training file of the layout, or is there twice
   */
  CifarSelection within(CifarLayout layout) {
    Set<String> seen = new HashSet<>();
    check(layout, "data.training", training, seen);
    check(layout, "data.validation", validation, seen);
    List<String> trained = training;
    if (trained.isEmpty()) {
      trained = new ArrayList<>(layout.trainingFiles());
      trained.removeAll(validation);
    }
    if (trained.isEmpty()) {
      throw new DataException(
          "data.validation names every training file of %s (%s), which leaves none to train on: leave some out"
              .formatted(layout.name(), String.join(", ", layout.trainingFiles())));
    }
    return new CifarSelection(trained, validation);
  }

  private static void check(
      CifarLayout layout, String key, List<String> names, Set<String> seenBefore) {
    for (String name : names) {
      if (!layout.trainingFiles().contains(name)) {
        throw new DataException(
            "%s names %s, which is %s of %s: choose among %s"
                .formatted(
                    key,
                    name,
                    name.equals(layout.testFile()) ? "the test file" : "no file",
                    layout.name(),
                    String.join(", ", layout.trainingFiles())));
      }
      if (!seenBefore.add(name)) {
        throw new DataException(
            "%s names %s, which is named before: a file can be used once, to train or to validate"
                .formatted(key, name));
      }
    }
  }
}
