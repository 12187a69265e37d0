package io.github.clrsearch.data.formats;

import io.github.clrsearch.data.DataException;
import java.util.List;
import java.util.Optional;

/** The supported formats. */
public final class DataFormats {
  /** All formats, in the order in which they are tried. */
  public static final List<DataFormat> ALL =
      List.of(
          new CifarFormat(CifarLayout.CIFAR_10),
          new CifarFormat(CifarLayout.CIFAR_100),
          new IdxFormat(),
          new ImageFolderFormat());

  private DataFormats() {}

  /** Recognizes the format of the data in a place. */
  public static Optional<DataFormat> recognized(DataFiles files) {
    return ALL.stream().filter(format -> format.isThere(files)).findFirst();
  }

  /** The format with this value of {@code data.format}. */
  public static Optional<DataFormat> named(String key) {
    return ALL.stream().filter(format -> format.key().equals(key)).findFirst();
  }

  /**
   * Checks that a place contains data in a format, and that the options apply to it.
   *
   * @throws DataException if there is no such data, or an option does not apply
   */
  public static void check(DataFormat format, DataFiles files, DataOptions options) {
    List<String> inapplicable =
        options.given().stream().filter(key -> !format.options().contains(key)).toList();
    if (!inapplicable.isEmpty()) {
      throw new DataException(
          "%s is read as %s, to which %s does not apply: remove that setting, or correct data.path or data.format"
              .formatted(files.location(), format.name(), String.join(", ", inapplicable)));
    }
    if (!format.isThere(files)) {
      throw FormatHints.notFound(files, format.expected());
    }
  }

  /** The error for a place with data in none of the formats. */
  public static DataException unrecognized(DataFiles files) {
    List<String> expected = ALL.stream().map(DataFormat::expected).toList();
    int last = expected.size() - 1;
    return FormatHints.notFound(
        files, String.join(", ", expected.subList(0, last)) + " or " + expected.get(last));
  }
}
