package io.github.clrsearch.data;

import io.github.clrsearch.ReportedException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Data that cannot be used. The message is one line that says what is wrong and what to do. */
public final class DataException extends ReportedException {
  private static final long serialVersionUID = 1;
  private static final int SHOWN = 3;

  private final ArrayList<String> problems = new ArrayList<>();

  /** A problem with the data, described in one line. */
  public DataException(String message) {
    super(message);
  }

  /**
   * Several problems. The message has the first three, one per line, and the number of the others.
   *
   * @param problems one line each; not empty
   */
  public static DataException of(List<String> problems) {
    int more = problems.size() - SHOWN;
    String shown = String.join("\n", problems.subList(0, Math.min(SHOWN, problems.size())));
    DataException all =
        new DataException(
            more > 0
                ? "%s\n%d more of %d such problems are not shown: 'data check' lists all"
                    .formatted(shown, more, problems.size())
                : shown);
    all.problems.addAll(problems);
    return all;
  }

  /** This exception with all problems in its message, including those that it omits. */
  public DataException withAllProblems() {
    DataException all =
        new DataException(problems.isEmpty() ? getMessage() : String.join("\n", problems));
    all.initCause(this);
    return all;
  }

  /** The error for a place that cannot be read. */
  public static DataException unreadable(String location, IOException cause) {
    return new DataException(
        "%s cannot be read (%s): check data.path and its permissions".formatted(location, cause),
        cause);
  }

  /** A problem with the data, described in one line, and its cause. */
  public DataException(String message, Throwable cause) {
    super(ErrorMessages.shortened(message, cause), cause);
  }
}
