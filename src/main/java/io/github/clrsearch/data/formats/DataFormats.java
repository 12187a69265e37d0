package io.github.clrsearch.data.formats;

import io.github.clrsearch.data.DataException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The formats that can be read. */
public final class DataFormats {
  /** All of them, in the order in which they are looked for. */
  public static final List<DataFormat> ALL =
      List.of(
          new CifarFormat(CifarLayout.CIFAR_10),
          new CifarFormat(CifarLayout.CIFAR_100),
          new IdxFormat(),
          new ImageFolderFormat());

  private DataFormats() {}

  /** The format of what lies in a place. */
  public static Optional<DataFormat> recognized(DataFiles files) {
    return ALL.stream().filter(format -> format.isThere(files)).findFirst();
  }

  /** The format that {@code data.format} calls so. */
  public static Optional<DataFormat> named(String key) {
    return ALL.stream().filter(format -> format.key().equals(key)).findFirst();
  }

  /**
   * Checks whether data of a format is in a place, and whether options apply to it.
   *
   * @throws DataException if the data is not there, or an option cannot apply
   */
  public static void check(DataFormat format, DataFiles files, DataOptions options) {
    List<String> misplaced =
        options.given().stream().filter(key -> !format.options().contains(key)).toList();
    if (!misplaced.isEmpty()) {
      throw new DataException(
          "%s is read as %s, to which %s cannot apply: leave that out, or correct data.path or data.format"
              .formatted(files.location(), format.name(), String.join(", ", misplaced)));
    }
    if (!format.isThere(files)) {
      throw missing(files, format.expected());
    }
  }

  /** What to say where none of the formats lies. */
  public static DataException unrecognized(DataFiles files) {
    List<String> expected = ALL.stream().map(DataFormat::expected).toList();
    int last = expected.size() - 1;
    return missing(
        files, String.join(", ", expected.subList(0, last)) + " or " + expected.get(last));
  }

  private static DataException missing(DataFiles files, String expected) {
    try {
      Optional<String> known = FormatHints.in(files);
      if (known.isPresent()) {
        return new DataException(known.get());
      }
      return new DataException(
          "%s %s, but expected %s: set data.path, or get CIFAR with 'data fetch'"
              .formatted(files.location(), files.summary(), expected));
    } catch (IOException e) {
      return DataException.unreadable(files.location(), e);
    }
  }
}
