package clrsearch.data;

/** Data that cannot be used as it lies there: the message is one line with the way out. */
public final class DataException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** A problem with the data, told in one line. */
  public DataException(String message) {
    super(message);
  }

  /** A problem with the data, told in one line, and what it came from. */
  public DataException(String message, Throwable cause) {
    super(message, cause);
  }
}
