package io.github.clrsearch.data;

/**
 * Shortens error messages to one line. Messages of libraries and servers can be long: those of
 * Hadoop's servers contain whole stack traces.
 */
public final class ErrorMessages {
  private ErrorMessages() {}

  /**
   * Cuts the messages of causes that are quoted in a message to their first lines.
   *
   * @param message may quote the messages of {@code cause} and its causes
   */
  public static String shortened(String message, Throwable cause) {
    String shown = message;
    for (Throwable each = cause; each != null; each = each.getCause()) {
      String quoted = each.getMessage();
      if (quoted != null && quoted.indexOf('\n') >= 0) {
        shown = shown.replace(quoted, firstLine(quoted));
      }
    }
    return shown;
  }

  /** The first line that is not blank; empty if there is none. */
  public static String firstLine(String text) {
    return text.lines().map(String::strip).filter(line -> !line.isEmpty()).findFirst().orElse("");
  }

  /** The first line of an error's message that is not blank; its class if there is none. */
  public static String firstLine(Throwable error) {
    String line = error.getMessage() == null ? "" : firstLine(error.getMessage());
    return line.isEmpty() ? error.toString() : line;
  }

  /**
   * Describes an error in one line: the first message that is not empty, of the error or its
   * causes, after the class name unless the message is a sentence.
   */
  public static String reason(Throwable error) {
    for (Throwable each = error; each != null; each = each.getCause()) {
      String line = each.getMessage() == null ? "" : firstLine(each.getMessage());
      // A message that ends with a colon leaves the rest to its cause.
      if (!line.isEmpty() && (!line.endsWith(":") || each.getCause() == null)) {
        boolean sentence = line.indexOf(' ') >= 0 && each instanceof RuntimeException;
        return sentence ? line : each.getClass().getSimpleName() + ": " + line;
      }
    }
    return error.getClass().getSimpleName();
  }
}
