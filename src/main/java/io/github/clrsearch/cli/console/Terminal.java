package io.github.clrsearch.cli.console;

import java.io.Console;

/** Detects a terminal. */
public final class Terminal {
  private Terminal() {}

  /** Whether standard input and output are a terminal, so that a progress bar can be shown. */
  public static boolean isThere() {
    Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      // From Java 22 on, there is a console for redirected streams as well.
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException e) {
      return true;
    }
  }
}
