package io.github.clrsearch.cli.console;

import io.github.clrsearch.search.trial.OutcomeKind;
import picocli.CommandLine.Help.Ansi;

/**
 * Colors and bold text on terminals, unless NO_COLOR is set. The text itself is never interpreted
 * as markup.
 */
public enum Paint {
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
  public String of(String text) {
    return Ansi.AUTO.enabled() ? ESCAPE + code + "m" + text + ESCAPE + "0m" : text;
  }

  /** The text in the style of an outcome. */
  static String outcome(OutcomeKind kind, String text) {
    return switch (kind) {
      case FAILED -> RED.of(text);
      case DIVERGED -> YELLOW.of(text);
      case STOPPED -> FAINT.of(text);
      case COMPLETED -> text;
    };
  }
}
