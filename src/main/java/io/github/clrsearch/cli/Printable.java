package io.github.clrsearch.cli;

/**
 * Names that others gave, of files, folders and classes, as a terminal may show them: they could
 * hold sequences that it obeys.
 */
public final class Printable {
  private Printable() {}

  /**
   * A text in one line: control characters, line feeds included, and those that turn the direction
   * of writing, are shown as in {@code &#92;u001b}; all others stay.
   */
  public static String line(String text) {
    if (text.codePoints().allMatch(Printable::harmless)) {
      return text;
    }
    StringBuilder shown = new StringBuilder();
    for (char c : text.toCharArray()) {
      shown.append(harmless(c) ? String.valueOf(c) : "\\u%04x".formatted((int) c));
    }
    return shown.toString();
  }

  /** The same of a text of several lines, whose line feeds and tabulators stay. */
  static String lines(String text) {
    StringBuilder shown = new StringBuilder();
    for (char c : text.toCharArray()) {
      shown.append(c == '\n' || c == '\t' ? String.valueOf(c) : line(String.valueOf(c)));
    }
    return shown.toString();
  }

  private static boolean harmless(int c) {
    return !Character.isISOControl(c)
        && !(c >= 0x202A && c <= 0x202E)
        && !(c >= 0x2066 && c <= 0x2069);
  }
}
