package io.github.clrsearch.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.clrsearch.LocalSpark;
import io.github.clrsearch.workflow.CommandException;
import io.github.clrsearch.workflow.Query;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** How {@code sql} prints results, and Spark's errors. */
class AnswerTest {
  private SparkSession session;

  @BeforeEach
  void views() {
    session = LocalSpark.freshSession();
    session
        .sql("SELECT * FROM VALUES ('a', 0, 0.5D), ('b, \"c\"', 1, NULL) AS t(stage, number, cost)")
        .createOrReplaceTempView("trials");
  }

  private List<String> answer(String query, TextFormat format) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    Query.of(query).answer(session, rows -> format.print(rows, out));
    return bytes.toString(StandardCharsets.UTF_8).lines().toList();
  }

  @Test
  void printsCsvWithAHeaderAndNothingForNull() {
    assertThat(answer("SELECT * FROM trials ORDER BY number", TextFormat.CSV))
        .containsExactly("stage,number,cost", "a,0,0.5", "\"b, \\\"c\\\"\",1,");
  }

  @Test
  void printsCsvOfColumnsOfOneNameOrAnOddOne() {
    assertThat(
            answer(
                "SELECT a.number, b.number, 1 AS `x, y`, count(*) FROM trials a JOIN trials b"
                    + " ON a.number = b.number GROUP BY ALL ORDER BY 1 LIMIT 1",
                TextFormat.CSV))
        .containsExactly("number,number,\"x, y\",count(1)", "0,0,1,1");
  }

  @Test
  void printsJsonWithoutWhatIsNull() {
    assertThat(answer("SELECT * FROM trials ORDER BY number", TextFormat.JSON))
        .containsExactly(
            "{\"stage\":\"a\",\"number\":0,\"cost\":0.5}",
            "{\"stage\":\"b, \\\"c\\\"\",\"number\":1}");
  }

  @ParameterizedTest
  @EnumSource
  void otherProgramsReadUtf8HoweverTheTerminalWrites(TextFormat format) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream terminal = new PrintStream(bytes, true, StandardCharsets.US_ASCII);

    format.stream(terminal).print("naïve");

    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .isEqualTo(format == TextFormat.TABLE ? "na?ve" : "naïve");
  }

  @Test
  void describesAView() {
    assertThat(answer("DESCRIBE trials", TextFormat.CSV))
        .containsExactly(
            "col_name,data_type,comment", "stage,string,", "number,int,", "cost,double,");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          SELECT stag FROM trials       | the query failed: [UNRESOLVED_COLUMN.WITH_SUGGESTION] A column, variable, or function parameter with name `stag` cannot be resolved. Did you mean one of the following? [`stage`, `cost`, `number`]. SQLSTATE: 42703; line 1 pos 7
          SELECT * FROM trails          | the query failed: [TABLE_OR_VIEW_NOT_FOUND] The table or view `trails` cannot be found. Verify the spelling and correctness of the schema and catalog. 'SHOW VIEWS' lists the views.
          SELECT 1 / number FROM trials | the query failed: [DIVIDE_BY_ZERO] Division by zero. Use `try_divide` to tolerate divisor being 0 and return NULL instead. If necessary set "spark.sql.ansi.enabled" to "false" to bypass this error. SQLSTATE: 22012
          """)
  void tellsInOneLineWhyAQueryFails(String query, String message) {
    assertThatThrownBy(() -> answer(query, TextFormat.CSV))
        .isInstanceOf(CommandException.class)
        .hasMessage(message);
  }
}
