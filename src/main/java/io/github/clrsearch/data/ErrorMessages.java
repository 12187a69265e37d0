package io.github.clrsearch.data;

/**
 * Keeps a message to what its first line says. What a library or a server reports may be long: the
 * errors of Hadoop's servers hold their whole stack.
 */
public final class ErrorMessages {
  private ErrorMessages() {}

  /**
   * A message in which the texts of the errors that it came from are cut to their first lines.
   *
   * @param message may quote the texts of {@code cause} and of what that came from
   */
  public static String of(String message, Throwable cause) {
    String shown = message;
    for (Throwable each = cause; each != null; each = each.getCause()) {
      String quoted = each.getMessage();
      if (quoted != null && quoted.indexOf('\n') >= 0) {
        shown = shown.replace(quoted, first(quoted));
      }
    }
    return shown;
  }

  /** The first line of a text that says anything; empty where none does. */
  public static String first(String text) {
    return text.lines().map(String::strip).filter(line -> !line.isEmpty()).findFirst().orElse("");
  }

  /**
   * What an error says in a line: the first message with something in it, of it and of what it came
   * from, behind the name of its class where that alone would tell little.
   */
  public static String reason(Throwable error) {
    for (Throwable each = error; each != null; each = each.getCause()) {
      String line = each.getMessage() == null ? "" : first(each.getMessage());
      // Who ends with a colon has left the rest to what it came from.
      if (!line.isEmpty() && (!line.endsWith(":") || each.getCause() == null)) {
        boolean sentence = line.indexOf(' ') >= 0 && each instanceof RuntimeException;
        return sentence ? line : each.getClass().getSimpleName() + ": " + line;
      }
    }
    return error.getClass().getSimpleName();
  }
}
