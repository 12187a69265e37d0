package io.github.clrsearch.report;

/** Texts in the shell commands that pages and commands show. */
public final class ShellWord {
  private ShellWord() {}

  /** The text as one word: quoted if it has characters that a shell interprets. */
  public static String of(String text) {
    return text.matches("[A-Za-z0-9_./:=@%+,-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }
}
