package clrsearch.data;

import java.io.BufferedInputStream;
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
  private static final int BUFFER = 1 << 16;

  private CifarReader() {}

  /** Reads whatever layout lies in a place, all of it. */
  public static DataSet read(DataFiles files) {
    return read(CifarPlace.require(files, CifarLayout.ALL), CifarSelection.ALL);
  }

  /**
   * Reads a data set.
   *
   * @param place where it was found
   * @param selection which of its training files to use; the validation files come last in {@link
   *     DataSet#images()} and make up {@link DataSet#givenValidation()}
   * @throws DataException where a file is missing, of the wrong size, or has a label out of range
   */
  public static DataSet read(CifarPlace place, CifarSelection selection) {
    CifarSelection named = selection.within(place.layout());
    try {
      return place.archive().isPresent()
          ? readArchive(place, place.archive().get(), named)
          : readFolder(place, named);
    } catch (IOException e) {
      throw DataException.unreadable(place.location(), e);
    }
  }

  private static DataSet readFolder(CifarPlace place, CifarSelection selection) throws IOException {
    CifarLayout layout = place.layout();
    List<String> needed = new ArrayList<>(selection.training());
    needed.addAll(selection.validation());
    needed.add(layout.testFile());
    checkMissing(place, place.missing(needed));
    CifarArrays arrays = new CifarArrays(layout, selection);
    for (String file : needed) {
      String name = place.prefix() + file;
      try (InputStream in = new BufferedInputStream(place.files().open(name), BUFFER)) {
        arrays.read(place.location() + "/" + file, file, place.files().length(name), in);
      }
    }
    List<String> classNames = layout.classNames();
    String name = place.prefix() + layout.classNamesFile();
    if (place.files().exists(name)) {
      try (InputStream in = place.files().open(name)) {
        classNames = classNames(layout, place.location() + "/" + layout.classNamesFile(), in);
      }
    }
    return arrays.toDataSet(place.location(), classNames);
  }

  private static DataSet readArchive(CifarPlace place, String archive, CifarSelection selection)
      throws IOException {
    CifarLayout layout = place.layout();
    CifarArrays arrays = new CifarArrays(layout, selection);
    List<String> classNames = new ArrayList<>(layout.classNames());
    try (InputStream in = place.files().open(archive)) {
      TarGz.read(
          place.location(),
          in,
          (entry, content) -> {
            String file = CifarPlace.baseName(entry.getName());
            String where = place.location() + "!" + entry.getName();
            if (entry.isFile() && arrays.wants(file)) {
              arrays.read(where, file, entry.getSize(), new BufferedInputStream(content, BUFFER));
            } else if (entry.isFile() && file.equals(layout.classNamesFile())) {
              List<String> read = classNames(layout, where, content);
              classNames.clear();
              classNames.addAll(read);
            }
            return true;
          });
    }
    checkMissing(place, arrays.missing());
    return arrays.toDataSet(place.location(), classNames);
  }

  private static void checkMissing(CifarPlace place, List<String> missing) {
    if (!missing.isEmpty()) {
      throw new DataException(
          "%s lacks %s of %s: get it with 'data fetch', or name the files that are there in data.training and data.validation"
              .formatted(place.location(), String.join(", ", missing), place.layout().name()));
    }
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
