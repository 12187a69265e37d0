package io.github.clrsearch.cli;

import picocli.CommandLine.Help.Ansi;

/**
 * Colors and bold text on terminals, unless NO_COLOR is set. The text itself is never interpreted
 * as markup.
 */
enum Paint {
  BOLD("1"),
  FAINT("2"),
  RED("31"),
  GREEN("32"),
  YELLOW("33");

  private static final String ESCAPE = "\033[";

  private final String code;

  Paint(String code) {
    this.code = code;
  }

  /** The text in this style; unchanged if the output is not a terminal. */
  String of(String text) {
    return Ansi.AUTO.enabled() ? ESCAPE + code + "m" + text + ESCAPE + "0m" : text;
  }

  /** The text in the style of an outcome. */
  static String outcome(String name, String text) {
    return switch (name) {
      case "failed" -> RED.of(text);
      case "diverged" -> YELLOW.of(text);
      case "stopped" -> FAINT.of(text);
      default -> text;
    };
  }
}
