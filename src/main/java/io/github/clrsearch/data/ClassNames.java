package io.github.clrsearch.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Rules for class names: they must be printable in one line, since models separate them by line
 * feeds.
 */
public final class ClassNames {
  private static final int MAX_FILE_SIZE = 1 << 16;

  private ClassNames() {}

  /**
   * Reads names from a text file with one name per line. Skips blank lines and a byte order mark.
   */
  public static List<String> read(InputStream in) throws IOException {
    String text = new String(in.readNBytes(MAX_FILE_SIZE), StandardCharsets.UTF_8);
    return text.replaceFirst("^\uFEFF", "")
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .toList();
  }

  /**
   * Rejects names that are blank or contain unprintable characters, such as line breaks.
   *
   * @param source of the names, for messages
   * @return the same names
   * @throws DataException if there is such a name
   */
  public static List<String> checked(String source, List<String> names) {
    for (int label = 0; label < names.size(); label++) {
      String name = names.get(label);
      if (name.isBlank() || !name.equals(printable(name))) {
        throw new DataException(
            "%s names class %d '%s', but class names must be printable in one line, without control characters: rename it"
                .formatted(source, label, printable(name)));
      }
    }
    return names;
  }

  /** Escapes the unprintable characters of a name, as in {@code &#92;u000a}. */
  public static String printable(String name) {
    StringBuilder shown = new StringBuilder();
    name.chars()
        .forEach(
            c -> shown.append(isPrintable(c) ? String.valueOf((char) c) : "\\u%04x".formatted(c)));
    return shown.toString();
  }

  private static boolean isPrintable(int c) {
    return switch (Character.getType(c)) {
      // Format characters can reverse the text direction, but zero-width (non-)joiners are parts of
      // words.
      case Character.FORMAT -> c == 0x200C || c == 0x200D;
      case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
      default -> true;
    };
  }
}
