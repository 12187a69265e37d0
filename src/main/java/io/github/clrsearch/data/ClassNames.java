package io.github.clrsearch.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The rule for names of classes: they are printed, and joined by line feeds in a model. */
public final class ClassNames {
  private static final int LONGEST_FILE = 1 << 16;

  private ClassNames() {}

  /**
   * The names in a text file with one a line, without blank lines and a mark of its bytes' order.
   */
  public static List<String> read(InputStream in) throws IOException {
    String text = new String(in.readNBytes(LONGEST_FILE), StandardCharsets.UTF_8);
    return text.replaceFirst("^\uFEFF", "")
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .toList();
  }

  /**
   * Refuses names that are blank or have characters that are not printed, such as line breaks.
   *
   * @param source what a message says that the names are from
   * @return the same names
   * @throws DataException where there is such a name
   */
  public static List<String> checked(String source, List<String> names) {
    for (int label = 0; label < names.size(); label++) {
      String name = names.get(label);
      if (name.isBlank() || !name.equals(printable(name))) {
        throw new DataException(
            "%s names class %d '%s', but a class's name must be printed in one line, without control characters: rename it"
                .formatted(source, label, printable(name)));
      }
    }
    return names;
  }

  /** A name with each character that is not printed shown as in {@code &#92;u000a}. */
  public static String printable(String name) {
    StringBuilder shown = new StringBuilder();
    name.chars()
        .forEach(
            c -> shown.append(isPrinted(c) ? String.valueOf((char) c) : "\\u%04x".formatted(c)));
    return shown.toString();
  }

  private static boolean isPrinted(int c) {
    return switch (Character.getType(c)) {
      // A format character may turn the direction of writing; a zero-width joiner is part of words.
      case Character.FORMAT -> c == 0x200C || c == 0x200D;
      case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
      default -> true;
    };
  }
}
