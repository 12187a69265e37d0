package io.github.clrsearch.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.clrsearch.cli.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 1",
        "select stage from trials;",
        "-- a comment\nSELECT 1",
        "WITH a AS (SELECT 1) SELECT * FROM a",
        "FROM trials SELECT stage",
        "FROM trials |> WHERE number = 1",
        "TABLE trials",
        "VALUES (1), (2)",
        "DESCRIBE trials",
        "DESC EXTENDED trials",
        "SHOW VIEWS",
        "SHOW COLUMNS IN trials",
        "EXPLAIN SELECT 1",
        "EXPLAIN DROP VIEW trials"
      })
  void takesWhatOnlyAsks(String text) {
    assertThatCode(() -> Query.of(text)).doesNotThrowAnyException();
  }

  /** Spark 4.0 does not support scripts. */
  @Test
  void refusesAScript() {
    assertThatThrownBy(() -> Query.of("BEGIN DROP VIEW trials; END"))
        .isInstanceOf(CommandException.class)
        .hasMessageMatching(
            "sql runs only queries .*, but got: BEGIN .* END"
                + "|the query is invalid: .*SQL_SCRIPTING.*");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DROP VIEW trials",
        "CREATE TABLE t AS SELECT 1",
        "CREATE OR REPLACE TEMPORARY VIEW trials AS SELECT 1",
        "INSERT INTO trial_files SELECT * FROM trial_files",
        "INSERT OVERWRITE trial_files SELECT * FROM trial_files",
        "INSERT OVERWRITE DIRECTORY '/tmp/x' USING csv SELECT 1",
        "FROM trials INSERT INTO a SELECT * INSERT INTO b SELECT *",
        "WITH a AS (SELECT 1) INSERT INTO trial_files SELECT * FROM a",
        "DELETE FROM trials",
        "UPDATE trials SET number = 1",
        "MERGE INTO t USING s ON t.a = s.a WHEN MATCHED THEN DELETE",
        "TRUNCATE TABLE trials",
        "SET a = 1",
        "ADD JAR '/x.jar'",
        "EXECUTE IMMEDIATE 'DROP VIEW trials'",
        "CALL a.b()"
      })
  void refusesWhatWouldChangeSomething(String text) {
    assertThatThrownBy(() -> Query.of(text))
        .isInstanceOf(CommandException.class)
        .hasMessage(
            "sql runs only queries (SELECT, WITH, DESCRIBE, SHOW, EXPLAIN), but got: " + text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          'SELEC 1'             | the query is invalid: [PARSE_SYNTAX_ERROR] Syntax error at or near 'SELEC'. SQLSTATE: 42601 (line 1, pos 0)
          'SELECT 1; SELECT 2'  | the query is invalid: [PARSE_SYNTAX_ERROR] Syntax error at or near 'SELECT': extra input 'SELECT'. SQLSTATE: 42601 (line 1, pos 10)
          ' '                   | the query is empty: enter one, such as "DESCRIBE trials"
          """)
  void refusesWhatSparkDoesNotUnderstandInOneLine(String text, String message) {
    assertThatThrownBy(() -> Query.of(text))
        .isInstanceOf(CommandException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          SELECT 1; SELECT 2                     | 2
          SELECT 1;                              | 1
          SELECT 1;; ;SELECT 2;                  | 2
          SELECT ';' AS a; SELECT "; --" AS b    | 2
          SELECT 'it\\'s; one'                    | 1
          SELECT 1 AS `a;b`                      | 1
          /* one; two */ SELECT 1; SELECT 2      | 2
          ^SELECT 1 -- one; two\n; SELECT 2^      | 2
          ^-- first; of all\nSELECT 1;\n-- last^  | 1
          """)
  void takesSeveralThatAreSeparatedBySemicolons(String text, int queries) {
    assertThat(Query.all(text.replace("\\n", "\n"))).hasSize(queries);
  }

  @Test
  void refusesAllWhereOneChangesSomething() {
    assertThatThrownBy(() -> Query.all("SELECT 1; DROP VIEW trials"))
        .isInstanceOf(CommandException.class)
        .hasMessageEndingWith("EXPLAIN), but got: DROP VIEW trials");
  }

  @Test
  void theCommandReadsAFile(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("q.sql"), "SELECT 1;\nDELETE FROM x;\n");

    for (String option : List.of("-f", "--file")) {
      assertThat(Ran.command("sql", option, file.toString()).problems())
          .containsExactly(
              "clr-search: sql runs only queries (SELECT, WITH, DESCRIBE, SHOW, EXPLAIN), but got: DELETE FROM x");
    }
    assertThat(Ran.command("sql", "-f", folder + "/none").problems())
        .containsExactly("clr-search: %s/none: file not found; correct --file".formatted(folder));
    assertThat(Ran.command("sql").status()).isEqualTo(2);
    assertThat(Ran.command("sql", "SELECT 1", "-f", file.toString()).status()).isEqualTo(2);
  }

  @Test
  void theCommandRefusesWithoutStartingSpark() {
    Ran ran = Ran.command("sql", "DROP VIEW trials", "--study", "none");

    assertThat(ran.status()).isEqualTo(1);
    assertThat(ran.problems())
        .containsExactly(
            "clr-search: sql runs only queries (SELECT, WITH, DESCRIBE, SHOW, EXPLAIN), but got: DROP VIEW trials");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''               | the query is empty: enter one, such as "DESCRIBE trials"
          DELETE FROM x    | sql runs only queries (SELECT, WITH, DESCRIBE, SHOW, EXPLAIN), but got: DELETE FROM x
          """)
  void theCommandReadsStandardInputWhereTheQueryIsADash(String input, String problem) {
    Ran ran = Ran.withInput(input + "\n", "sql", "-", "--study", "none");

    assertThat(ran.status()).isEqualTo(1);
    assertThat(ran.problems()).containsExactly("clr-search: " + problem);
  }
}
