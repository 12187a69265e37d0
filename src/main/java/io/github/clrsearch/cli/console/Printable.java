package io.github.clrsearch.cli.console;

/**
 * Makes names of files, folders and classes safe to print: they could contain terminal control
 * sequences.
 */
public final class Printable {
  private Printable() {}

  /**
   * The text on one line. Control characters, including line feeds, and characters that change the
   * text direction are escaped, as in {@code &#92;u001b}.
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

  /** The same for a text of several lines. Line feeds and tabs are kept. */
  public static String lines(String text) {
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
