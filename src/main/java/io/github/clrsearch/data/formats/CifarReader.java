package io.github.clrsearch.data.formats;

import io.github.clrsearch.data.ClassNames;
import io.github.clrsearch.data.DataException;
import io.github.clrsearch.data.DataSet;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a CIFAR data set from its files or directly from its archive, in one pass into arrays of
 * the final size: nothing is held in memory twice or unpacked to disk.
 *
 * @see <a href="https://www.cs.toronto.edu/~kriz/cifar.html">the binary layout</a>
 */
public final class CifarReader {

  private CifarReader() {}

  /**
   * Reads a data set.
   *
   * @param source where it was found
   * @param selection the training files to use; images of validation files come last in {@link
   *     DataSet#images()} and are counted by {@link DataSet#givenValidation()}
   * @throws DataException if files are missing, have the wrong size, or contain a label out of
   *     range; reports all such problems together
   */
  public static DataSet read(CifarSource source, CifarSelection selection) {
    CifarLayout layout = source.layout();
    CifarArrays arrays = new CifarArrays(layout, selection.within(layout));
    List<String> missing = new ArrayList<>(arrays.missing());
    List<String> names = new ArrayList<>(missing);
    names.add(layout.classNamesFile());
    List<String> classNames = new ArrayList<>(layout.classNames());
    List<String> problems = new ArrayList<>();
    try {
      source.read(
          names,
          (file, where, length, in) -> {
            try {
              if (file.equals(layout.classNamesFile())) {
                classNames.clear();
                classNames.addAll(classNames(layout, where, in));
              } else if (missing.remove(file)) {
                arrays.read(where, file, length, in);
              }
            } catch (DataException e) {
              problems.add(e.getMessage());
            }
          });
    } catch (IOException e) {
      throw DataException.unreadable(source.location(), e);
    }
    if (!missing.isEmpty()) {
      problems.add(
          "%s does not contain %s of %s: get it with 'data fetch', or list the existing files in data.training and data.validation"
              .formatted(source.location(), String.join(", ", missing), layout.name()));
    }
    if (!problems.isEmpty()) {
      throw DataException.of(problems);
    }
    return arrays.toDataSet(source.location(), classNames);
  }

  /** Reads class names from a text file with one name per line. */
  static List<String> classNames(CifarLayout layout, String where, InputStream in)
      throws IOException {
    List<String> names = ClassNames.read(in);
    if (names.size() != layout.classes()) {
      throw new DataException(
          "%s must contain %d class names for %s, one per line, but contains %d: download it again, or remove it to use the built-in names"
              .formatted(where, layout.classes(), layout.name(), names.size()));
    }
    return ClassNames.checked(where, names);
  }
}
