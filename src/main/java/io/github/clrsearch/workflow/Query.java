package io.github.clrsearch.workflow;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.Interval;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.parser.SqlBaseLexer;
import org.apache.spark.sql.catalyst.parser.UpperCaseCharStream;
import org.apache.spark.sql.catalyst.plans.logical.Command;
import org.apache.spark.sql.catalyst.plans.logical.InsertIntoDir;
import org.apache.spark.sql.catalyst.plans.logical.InsertIntoStatement;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.execution.SparkSqlParser;

/**
 * A SQL statement that changes nothing.
 *
 * @param text the statement
 */
public record Query(String text) {
  private static final String MOVED = "FAILED_READ_FILE.FILE_NOT_EXIST";

  /**
   * The queries of a text, separated by semicolons. Semicolons in strings, names and comments do
   * not separate.
   *
   * @throws CommandException if there is no query, or one is refused
   */
  public static List<Query> all(String text) {
    CharStream characters = new UpperCaseCharStream(CharStreams.fromString(text));
    SqlBaseLexer lexer = new SqlBaseLexer(characters);
    // The parser reports invalid tokens, together with the query.
    lexer.removeErrorListeners();
    List<Query> queries = new ArrayList<>();
    int from = 0;
    boolean isQuery = false;
    for (Token token : lexer.getAllTokens()) {
      boolean ends = token.getText().equals(";");
      if (ends && isQuery) {
        queries.add(of(characters.getText(Interval.of(from, token.getStartIndex() - 1))));
      }
      isQuery = !ends && (isQuery || token.getChannel() == Token.DEFAULT_CHANNEL);
      from = ends ? token.getStopIndex() + 1 : from;
    }
    if (isQuery || queries.isEmpty()) {
      queries.add(of(characters.getText(Interval.of(from, characters.size() - 1))));
    }
    return queries;
  }

  /**
   * Parses a query, before Spark has started.
   *
   * @throws CommandException if the text is not a statement, or is one that could change the files
   *     of the study
   */
  public static Query of(String text) {
    if (text.isBlank()) {
      throw new CommandException("the query is empty: enter one, such as \"DESCRIBE trials\"");
    }
    LogicalPlan plan;
    try {
      plan = new SparkSqlParser().parsePlan(text);
    } catch (Exception e) {
      throw failure("is invalid", e);
    }
    if (plan.exists(Query::changesSomething)) {
      throw new CommandException(
          "sql runs only queries (SELECT, WITH, DESCRIBE, SHOW, EXPLAIN), but got: "
              + text.strip().lines().findFirst().orElse(""));
    }
    return new Query(text);
  }

  /**
   * Whether a statement changes something. Insertions, and statements that run other statements,
   * are not commands for Spark.
   */
  private static boolean changesSomething(LogicalPlan node) {
    String name = node.getClass().getSimpleName();
    boolean looks =
        name.startsWith("Describe") || name.startsWith("Show") || name.startsWith("Explain");
    return node instanceof Command && !looks
        || node instanceof InsertIntoStatement
        || node instanceof InsertIntoDir
        || name.contains("ExecuteImmediate")
        || name.equals("Call");
  }

  /**
   * Runs the query.
   *
   * @param use receives the result, which Spark computes on use
   * @throws CommandException with one line if Spark reports an error
   */
  public void answer(SparkSession session, Consumer<Dataset<Row>> use) {
    try {
      use.accept(session.sql(text));
    } catch (Exception e) {
      throw failure("failed", e);
    }
  }

  /** Whether a query failed because files of its views have been moved. */
  public static boolean isOutdated(CommandException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SparkThrowable spark && MOVED.equals(spark.getCondition())) {
        return true;
      }
    }
    return false;
  }

  /** Spark throws undeclared checked exceptions, and adds plans to their messages. */
  private static RuntimeException failure(String what, Exception e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof SparkThrowable && cause.getMessage() != null) {
        String line =
            cause.getMessage().lines().filter(text -> !text.isBlank()).findFirst().orElse("");
        return new CommandException(
            "the query %s: %s%s"
                .formatted(
                    what,
                    line.strip().replaceFirst(";$", ""),
                    line.contains("TABLE_OR_VIEW_NOT_FOUND")
                        ? " 'SHOW VIEWS' lists the views."
                        : ""),
            e);
      }
    }
    return e instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(e);
  }
}
