package io.github.clrsearch.data;

import io.github.clrsearch.ReportedException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Data that cannot be used as it lies there: the message is one line with the way out. */
public final class DataException extends ReportedException {
  private static final long serialVersionUID = 1;
  private static final int TOLD = 3;

  private final ArrayList<String> problems = new ArrayList<>();

  /** A problem with the data, told in one line. */
  public DataException(String message) {
    super(message);
  }

  /**
   * Several problems, of which the message tells the first three, a line each, and how many more
   * there are.
   *
   * @param problems in one line each; not empty
   */
  static DataException of(List<String> problems) {
    int more = problems.size() - TOLD;
    String told = String.join("\n", problems.subList(0, Math.min(TOLD, problems.size())));
    DataException all =
        new DataException(
            more > 0
                ? "%s\n%d more of %d such problems are not told here: 'data check' lists all"
                    .formatted(told, more, problems.size())
                : told);
    all.problems.addAll(problems);
    return all;
  }

  /** All lines, those that the message leaves out among them. */
  public String full() {
    return problems.isEmpty() ? getMessage() : String.join("\n", problems);
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
