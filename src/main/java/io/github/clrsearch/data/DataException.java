package io.github.clrsearch.data;

import java.io.IOException;

/** Data that cannot be used as it lies there: the message is one line with the way out. */
public final class DataException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** A problem with the data, told in one line. */
  public DataException(String message) {
    super(message);
  }

  /** A place that cannot be read. */
  public static DataException unreadable(String location, IOException cause) {
    return new DataException(
        "%s cannot be read (%s): check data.path and its permissions".formatted(location, cause),
        cause);
  }

  /** A problem with the data, told in one line, and what it came from. */
  public DataException(String message, Throwable cause) {
    super(FirstLines.of(message, cause), cause);
  }
}
