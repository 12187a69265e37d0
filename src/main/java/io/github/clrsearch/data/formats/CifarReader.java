package io.github.clrsearch.data.formats;

import io.github.clrsearch.data.ClassNames;
import io.github.clrsearch.data.DataException;
import io.github.clrsearch.data.DataSet;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a data set of the CIFAR family, from its files or straight from the official archive, in
 * one pass and into arrays of the final size: nothing is held twice and nothing is unpacked.
 *
 * @see <a href="https://www.cs.toronto.edu/~kriz/cifar.html">the binary layout</a>
 */
public final class CifarReader {

  private CifarReader() {}

  /**
   * Reads a data set.
   *
   * @param place where it was found
   * @param selection which of its training files to use; the validation files come last in {@link
   *     DataSet#images()} and make up {@link DataSet#givenValidation()}
   * @throws DataException where a file is missing, of the wrong size, or has a label out of range:
   *     all such problems together
   */
  public static DataSet read(CifarSource place, CifarSelection selection) {
    CifarLayout layout = place.layout();
    CifarArrays arrays = new CifarArrays(layout, selection.within(layout));
    List<String> missing = new ArrayList<>(arrays.missing());
    List<String> names = new ArrayList<>(missing);
    names.add(layout.classNamesFile());
    List<String> classNames = new ArrayList<>(layout.classNames());
    List<String> problems = new ArrayList<>();
    try {
      place.read(
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
      throw DataException.unreadable(place.location(), e);
    }
    if (!missing.isEmpty()) {
      problems.add(
          "%s lacks %s of %s: get it with 'data fetch', or name the files that are there in data.training and data.validation"
              .formatted(place.location(), String.join(", ", missing), layout.name()));
    }
    if (!problems.isEmpty()) {
      throw DataException.of(problems);
    }
    return arrays.toDataSet(place.location(), classNames);
  }

  /** The class names of a text file with one a line. */
  static List<String> classNames(CifarLayout layout, String where, InputStream in)
      throws IOException {
    List<String> names = ClassNames.read(in);
    if (names.size() != layout.classes()) {
      throw new DataException(
          "%s must name the %d classes of %s, one a line, but names %d: fetch it again, or remove it to use the built-in names"
              .formatted(where, layout.classes(), layout.name(), names.size()));
    }
    return ClassNames.checked(where, names);
  }
}
