package io.github.clrsearch.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clrsearch.LocalSpark;
import io.github.clrsearch.search.Stage;
import io.github.clrsearch.search.Study;
import io.github.clrsearch.search.space.LogUniform;
import io.github.clrsearch.search.space.SearchSpace;
import io.github.clrsearch.search.trial.CycleResult;
import io.github.clrsearch.search.trial.EnsembleResult;
import io.github.clrsearch.search.trial.Outcome;
import io.github.clrsearch.search.trial.TrialResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnsembleRowsTest {
  private static final List<EnsembleResult> ENSEMBLES =
      List.of(
          new EnsembleResult("all", EnsembleResult.MEAN, "1,2", 0.5),
          new EnsembleResult("all", EnsembleResult.VOTE, "1,2", 0.25),
          new EnsembleResult("greedy", EnsembleResult.MEAN, "2", Double.NaN));
  private static final EndedTrial ENDED =
      Studies.ended(
          Studies.trial("s", "coarse", 0, 0.01),
          new TrialResult(
              new Outcome.Completed(),
              List.of(
                  Studies.cycle(1, 1.5, 0.4),
                  new CycleResult(2, 3920, 1, 1, 0.5, 1, 1, 0.4, ENSEMBLES, Map.of())),
              List.of(),
              3920));

  @TempDir private Path folder;

  private final SparkSession spark = LocalSpark.freshSession();

  private StudyStore store() {
    SearchSpace space = SearchSpace.empty().with("lambda", new LogUniform(1e-5, 0.1));
    Study study = new Study("s", 1, space, List.of(Stage.of("coarse", 3)));
    StudyStore store = Studies.begin(folder, study);
    store.append(ENDED);
    return store;
  }

  private List<String> rows(String query) {
    return spark.sql(query).collectAsList().stream().map(Row::toString).toList();
  }

  @Test
  void ensemblesAreReadAsTheyWereWritten() {
    assertThat(store().trials("coarse").get(0).result().cycles())
        .isEqualTo(ENDED.result().cycles());
  }

  @Test
  void ensemblesAreRowsWithTheirTrialAndSetting() {
    StudyViews.register(spark, List.of(store()));

    assertThat(spark.table("ensembles").schema().fieldNames())
        .containsExactly(
            "study",
            "stage",
            "number",
            "lambda",
            "n_s",
            "cycle",
            "updates",
            "members",
            "combination",
            "cycles",
            "validation_accuracy");
    assertThat(rows("SELECT * FROM ensembles ORDER BY members, combination"))
        .containsExactly(
            "[s,coarse,0,0.01,980,2,3920,all,mean,1,2,0.5]",
            "[s,coarse,0,0.01,980,2,3920,all,vote,1,2,0.25]",
            "[s,coarse,0,0.01,980,2,3920,greedy,mean,2,null]");
    for (StructField field : spark.table("ensembles").schema().fields()) {
      assertThat(field.getComment().isDefined()).as(field.name()).isTrue();
    }
  }

  @Test
  void cyclesHaveNoColumnForEnsembles() {
    StudyViews.register(spark, List.of(store()));

    assertThat(spark.table("cycles").schema().fieldNames())
        .endsWith("validation_accuracy")
        .doesNotContain("ensembles");
    assertThat(rows("SELECT count(*) FROM cycles")).containsExactly("[2]");
  }

  @Test
  void rowsOfVersionsWithoutEnsemblesHaveNone() throws IOException {
    StudyStore store = store();
    Path file = folder.resolve("trials/coarse-00000.json");
    String content = Files.readString(file);
    String before = content.replaceAll(",\"ensembles\":\\[[^]]*]", "");
    assertThat(before).isNotEqualTo(content).doesNotContain("ensembles");
    Files.writeString(file, before);
    StudyViews.register(spark, List.of(store));

    assertThat(store.trials("coarse").get(0).result().cycles())
        .extracting(CycleResult::ensembles)
        .containsExactly(List.of(), List.of());
    assertThat(rows("SELECT count(*) FROM ensembles")).containsExactly("[0]");
    assertThat(rows("SELECT count(*) FROM cycles")).containsExactly("[2]");
  }

  @Test
  void theScriptCreatesTheViewInAnySession() throws IOException {
    StudyViews.register(spark, List.of(store()));
    SparkSession other = LocalSpark.freshSession();
    for (String statement : Files.readString(folder.resolve("views.sql")).split(";\n")) {
      if (!statement.isBlank()) {
        other.sql(statement.strip());
      }
    }

    assertThat(other.sql("SELECT * FROM ensembles").collectAsList())
        .isEqualTo(spark.sql("SELECT * FROM ensembles").collectAsList());
  }
}
