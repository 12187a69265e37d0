package io.github.clrsearch.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.clrsearch.LocalSpark;
import io.github.clrsearch.search.Stage;
import io.github.clrsearch.search.Study;
import io.github.clrsearch.search.space.LogUniform;
import io.github.clrsearch.search.space.SearchSpace;
import io.github.clrsearch.store.TestedRow.ConfusionRow;
import io.github.clrsearch.store.TestedRow.TestRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files and views of final tests, and of the report's table. */
class FinalTestRowsTest {
  private static final TestRow SINGLE =
      new TestRow(
          "single",
          "none",
          "0/2",
          4,
          0.75,
          0.3,
          0.95,
          1.25,
          0.5,
          List.of(new ConfusionRow(0, 0, 2), new ConfusionRow(1, 0, 1), new ConfusionRow(1, 1, 1)));
  private static final TestRow VOTE =
      new TestRow(
          "all",
          "vote",
          "0/1,0/2",
          4,
          1,
          0.51,
          1,
          null,
          0.25,
          List.of(new ConfusionRow(0, 0, 2), new ConfusionRow(1, 1, 2)));

  @TempDir private Path folder;

  private final SparkSession spark = LocalSpark.freshSession();

  private static TestedRow tested(Integer number, int trainings, TestRow... tests) {
    return new TestedRow(
        "s",
        "train",
        number,
        trainings,
        2,
        "2026-11-24T08:00:00.250Z",
        Studies.PROVENANCE,
        List.of("cat", "dog"),
        List.of(tests));
  }

  private static Table1Row table1(int testCase, Double accuracy) {
    return new Table1Row(
        "s",
        testCase,
        "tc-1",
        3,
        0.01,
        980L,
        1,
        0.8,
        50,
        "b, c",
        "ensemble",
        "synthetic",
        1,
        accuracy,
        null,
        0.5,
        null,
        0.625,
        null,
        0.523,
        null);
  }

  private StudyStore store() {
    SearchSpace space = SearchSpace.empty().with("lambda", new LogUniform(1e-5, 0.1));
    Study study = new Study("s", 1, space, List.of(Stage.of("train", 1)));
    return Studies.begin(folder, study);
  }

  private List<String> rows(SparkSession session, String query) {
    return session.sql(query).collectAsList().stream().map(Row::toString).toList();
  }

  private SparkSession byScript() throws IOException {
    SparkSession other = LocalSpark.freshSession();
    for (String statement : Files.readString(folder.resolve("views.sql")).split(";\n")) {
      if (!statement.isBlank()) {
        other.sql(statement.strip());
      }
    }
    return other;
  }

  @Test
  void finalTestsAreReadAsWrittenAndNeverReplaced() {
    StudyStore store = store();
    store.results().keep(tested(0, 1, SINGLE, VOTE));
    store.results().keep(tested(null, 3, VOTE));
    store.results().keep(tested(0, 1, VOTE));

    assertThat(store.results().tests())
        .containsExactly(tested(0, 1, SINGLE, VOTE), tested(null, 3, VOTE));
    assertThat(folder.resolve("tests"))
        .isDirectoryContaining("glob:**/train-00000-cycle-02.json")
        .isDirectoryContaining("glob:**/train-3-trainings-cycle-02.json");
  }

  @Test
  void findsTheTestOfMembersOrListsTheExistingOnes() {
    TestedRow tested = tested(0, 1, SINGLE, VOTE);

    assertThat(tested.test("all", "vote")).isEqualTo(VOTE);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> tested.test("greedy", "mean"))
        .withMessage("greedy was not tested by mean: tested were [single by none, all by vote]");
  }

  @Test
  void testsAndConfusionsAreRows() throws IOException {
    StudyStore store = store();
    store.results().keep(tested(0, 1, SINGLE, VOTE));
    store.results().keep(tested(null, 3, VOTE));
    StudyViews.register(spark, List.of(store));

    String tests =
        "SELECT study, stage, number, trainings, cycle, members, combination, networks, images,"
            + " accuracy, accuracy_low, accuracy_high, loss, validation_accuracy, data FROM tests"
            + " ORDER BY trainings, members DESC";
    String confusions =
        "SELECT label, label_name, predicted, predicted_name, count FROM confusions"
            + " WHERE members = 'single' ORDER BY label, predicted";
    assertThat(rows(spark, tests))
        .containsExactly(
            "[s,train,0,1,2,single,none,0/2,4,0.75,0.3,0.95,1.25,0.5,synthetic]",
            "[s,train,0,1,2,all,vote,0/1,0/2,4,1.0,0.51,1.0,null,0.25,synthetic]",
            "[s,train,null,3,2,all,vote,0/1,0/2,4,1.0,0.51,1.0,null,0.25,synthetic]");
    assertThat(rows(spark, confusions))
        .containsExactly("[0,cat,0,cat,2]", "[1,dog,0,cat,1]", "[1,dog,1,dog,1]");
    assertThat(rows(byScript(), tests)).isEqualTo(rows(spark, tests));
    assertThat(rows(byScript(), confusions)).isEqualTo(rows(spark, confusions));
  }

  @Test
  void everyColumnHasAComment() {
    StudyStore store = store();
    store.results().keepTable1(List.of(table1(1, 0.5)));
    StudyViews.register(spark, List.of(store));

    for (String view : List.of("tests", "confusions", "table1")) {
      for (StructField field : spark.table(view).schema().fields()) {
        assertThat(field.getComment().isDefined()).as("%s.%s", view, field.name()).isTrue();
      }
    }
  }

  @Test
  void studiesWithoutFinalTestsHaveNoRows() throws IOException {
    StudyStore store = store();
    StudyViews.register(spark, List.of(store));
    assertThat(rows(spark, "SELECT count(*) FROM tests")).containsExactly("[0]");
    assertThat(store.results().table1()).isEmpty();
    assertThat(rows(spark, "SELECT count(*) FROM confusions")).containsExactly("[0]");
    assertThat(rows(byScript(), "SELECT count(*) FROM confusions")).containsExactly("[0]");
    assertThat(rows(byScript(), "SELECT count(*) FROM table1")).containsExactly("[0]");
  }

  @Test
  void rowsOfOtherTestCasesAreKept() throws IOException {
    StudyStore store = store();
    store.results().keepTable1(List.of(table1(9, 0.25), table1(1, 0.25)));
    store.results().keepTable1(List.of(table1(10, null), table1(9, 0.75)));
    StudyViews.register(spark, List.of(store));

    assertThat(store.results().table1())
        .containsExactly(table1(1, 0.25), table1(9, 0.75), table1(10, null));
    String query =
        "SELECT test_case, n_s, p_h, improvements, accuracy, accuracy_deviation, mean_accuracy,"
            + " report_accuracy, pytorch_accuracy FROM table1 ORDER BY test_case";
    assertThat(rows(spark, query))
        .containsExactly(
            "[1,980,0.8,b, c,0.25,null,0.625,0.523,null]",
            "[9,980,0.8,b, c,0.75,null,0.625,0.523,null]",
            "[10,980,0.8,b, c,null,null,0.625,0.523,null]");
    assertThat(rows(byScript(), query)).isEqualTo(rows(spark, query));
  }
}
