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
 * A statement that asks and changes nothing.
 *
 * @param text as it was given
 */
public record Query(String text) {

  /**
   * The queries of a text, separated by semicolons as in Spark's own shell: those within strings,
   * names and comments separate nothing.
   *
   * @throws CommandException where there is none, or one is refused
   */
  public static List<Query> all(String text) {
    CharStream characters = new UpperCaseCharStream(CharStreams.fromString(text));
    SqlBaseLexer lexer = new SqlBaseLexer(characters);
    // What is no token is told by the parser, with the query around it.
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
   * A query, understood before Spark has started.
   *
   * @throws CommandException where the text is no statement, or one that would change something:
   *     the views lie over the trials' own files
   */
  public static Query of(String text) {
    if (text.isBlank()) {
      throw new CommandException("there is no query: give one, such as \"DESCRIBE trials\"");
    }
    LogicalPlan plan;
    try {
      plan = new SparkSqlParser().parsePlan(text);
    } catch (Exception e) {
      throw told("is not understood", e);
    }
    if (plan.exists(Query::changesSomething)) {
      throw new CommandException(
          "sql answers queries (SELECT, WITH, DESCRIBE, SHOW, EXPLAIN) and changes nothing, but got: "
              + text.strip().lines().findFirst().orElse(""));
    }
    return new Query(text);
  }

  /**
   * Of commands only those that look; an insertion and what runs another statement are no commands
   * to Spark.
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
   * Answers the query.
   *
   * @param use is given the answer, within which Spark computes it
   * @throws CommandException in one line, where Spark refuses or fails
   */
  public void answer(SparkSession session, Consumer<Dataset<Row>> use) {
    try {
      use.accept(session.sql(text));
    } catch (Exception e) {
      throw told("failed", e);
    }
  }

  /** Spark throws checked exceptions that no signature tells, and adds plans to what they say. */
  private static RuntimeException told(String what, Exception e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof SparkThrowable && cause.getMessage() != null) {
        String line =
            cause.getMessage().lines().filter(text -> !text.isBlank()).findFirst().orElse("");
        return new CommandException(
            "the query %s: %s%s"
                .formatted(
                    what,
                    line.strip().replaceFirst(";$", ""),
                    line.contains("TABLE_OR_VIEW_NOT_FOUND") ? " 'SHOW VIEWS' tells them." : ""),
            e);
      }
    }
    return e instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(e);
  }
}
