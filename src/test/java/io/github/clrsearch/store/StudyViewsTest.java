package io.github.clrsearch.store;

import static io.github.clrsearch.store.Studies.completed;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.clrsearch.LocalSpark;
import io.github.clrsearch.search.Stage;
import io.github.clrsearch.search.Study;
import io.github.clrsearch.search.findings.ConfirmationResult;
import io.github.clrsearch.search.findings.Importances;
import io.github.clrsearch.search.space.Constant;
import io.github.clrsearch.search.space.LogUniform;
import io.github.clrsearch.search.space.SearchSpace;
import io.github.clrsearch.search.space.Setting;
import io.github.clrsearch.search.trial.Metric;
import io.github.clrsearch.search.trial.Observation;
import io.github.clrsearch.search.trial.Outcome;
import io.github.clrsearch.search.trial.TrialResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StudyViewsTest {
  private static final SearchSpace SPACE =
      SearchSpace.empty().with("lambda", new LogUniform(1e-5, 0.1)).with("m", new Constant(50));

  @TempDir private Path runs;

  private final SparkSession spark = LocalSpark.freshSession();

  private StudyStore study(String folder, String name) {
    Study study = new Study(name, 1, SPACE, List.of(Stage.of("coarse", 3), Stage.of("confirm", 2)));
    return Studies.begin(runs.resolve(folder), study);
  }

  /** A completed trial, one that diverged in its first cycle, and one that failed. */
  private StudyStore threeTrials(String folder, String name) {
    StudyStore store = study(folder, name);
    store.append(completed(name, "coarse", 0, 0.25, 0.5));
    store.append(
        Studies.ended(
            Studies.trial(name, "coarse", 1, 0.1),
            new TrialResult(
                new Outcome.Diverged("the loss was NaN"),
                List.of(Studies.cycle(1, Double.NaN, Double.NaN)),
                List.of(),
                1960)));
    Execution unknown =
        new Execution(
            Instant.parse("2026-11-24T08:00:00.123456789Z"),
            Instant.parse("2026-11-24T08:00:01Z"),
            null,
            null,
            0);
    store.append(
        new EndedTrial(
            Studies.trial(name, "coarse", 2, 0.01),
            Map.of(),
            new TrialResult(new Outcome.Failed("Spark: it's lost"), List.of(), List.of(), 0),
            unknown,
            Studies.PROVENANCE));
    return store;
  }

  private List<String> rows(SparkSession session, String query) {
    return session.sql(query).collectAsList().stream().map(Row::toString).toList();
  }

  private List<String> rows(String query) {
    return rows(spark, query);
  }

  @Test
  void trialsAreRowsWithTheirSettingAndNullForMissingNumbers() {
    StudyViews.register(spark, List.of(threeTrials("s", "s")));

    assertThat(
            rows(
                "SELECT number, outcome, reason, lambda, m, n_s, best_validation_accuracy,"
                    + " best_cycle, last_validation_loss, host, processor FROM trials ORDER BY"
                    + " number"))
        .containsExactly(
            "[0,completed,null,0.001,50,980,0.5,2,1.5,127.0.0.1,a processor]",
            "[1,diverged,the loss was NaN,0.1,50,980,null,null,null,127.0.0.1,a processor]",
            "[2,failed,Spark: it's lost,0.01,50,null,null,null,null,null,a processor]");
    assertThat(rows("SELECT started, ended FROM trials WHERE number <> 1 ORDER BY number"))
        .containsExactly(
            "[2026-11-24 08:00:00.25,2026-11-24 08:00:01.75]",
            "[2026-11-24 08:00:00.123456,2026-11-24 08:00:01.0]");
  }

  @Test
  void cyclesAndMeasurementsAreRowsWithTheSetting() {
    StudyViews.register(spark, List.of(threeTrials("s", "s")));

    assertThat(
            rows(
                "SELECT study, stage, number, cycle, updates, lambda, validation_accuracy,"
                    + " validation_loss FROM cycles ORDER BY number, cycle"))
        .containsExactly(
            "[s,coarse,0,1,1960,0.001,0.25,1.5]",
            "[s,coarse,0,2,3920,0.001,0.5,1.5]",
            "[s,coarse,1,1,1960,0.1,null,null]");
    assertThat(rows("SELECT number, m, update, split, eta, accuracy FROM measurements"))
        .containsExactly("[0,50,0,validation,1.0E-5,0.125]");
  }

  @Test
  void missingNumbersSortBelowNumbers() {
    StudyViews.register(spark, List.of(threeTrials("s", "s")));

    assertThat(rows("SELECT number FROM cycles ORDER BY validation_accuracy DESC, number LIMIT 1"))
        .containsExactly("[0]");
  }

  @Test
  void columnsHaveTypesAndComments() {
    StudyViews.register(spark, List.of(study("s", "s")));

    for (String view : List.of("trials", "cycles", "measurements")) {
      for (StructField field : spark.table(view).schema().fields()) {
        assertThat(field.getComment().isDefined()).as("%s.%s", view, field.name()).isTrue();
      }
    }
    assertThat(spark.table("trials").schema().toDDL())
        .contains(
            "number INT COMMENT 'the trial''s number within its stage, from 0'"
                .replace("''", "\\'"),
            "lambda DOUBLE COMMENT 'hyperparameter lambda'",
            "m INT COMMENT 'hyperparameter m'",
            "n_s BIGINT COMMENT 'hyperparameter n_s'",
            "best_validation_accuracy DOUBLE",
            "started TIMESTAMP",
            "blas STRING");
    assertThat(spark.table("cycles").schema().fieldNames())
        .containsExactly(
            "study",
            "stage",
            "number",
            "lambda",
            "m",
            "n_s",
            "cycle",
            "updates",
            "training_cost",
            "training_loss",
            "training_accuracy",
            "validation_cost",
            "validation_loss",
            "validation_accuracy");
  }

  @Test
  void columnsOfSeveralStudiesHaveTheWiderType() {
    StudyStore integers = threeTrials("integers", "integers");
    Study study =
        Study.builder()
            .name("fractions")
            .space("lambda", new LogUniform(1e-5, 0.1))
            .space("m", 0.5)
            .stage(Stage.of("coarse", 3))
            .build();
    StudyStore fractions = Studies.begin(runs.resolve("fractions"), study);

    StudyViews.register(spark, List.of(integers, fractions));
    assertThat(spark.table("trials").schema().apply("m").dataType().sql()).isEqualTo("DOUBLE");
    StudyViews.register(spark, List.of(integers));
    assertThat(spark.table("trials").schema().apply("m").dataType().sql()).isEqualTo("INT");
  }

  @Test
  void viewsOfAStudyWithoutTrialsAreEmpty() {
    StudyViews.register(spark, List.of(study("s", "s")));

    assertThat(rows("SELECT count(*), max(best_validation_accuracy) FROM trials"))
        .containsExactly("[0,null]");
  }

  @Test
  void viewsContainSeveralStudies() {
    StudyStore first = threeTrials("a", "a");
    StudyStore second = threeTrials("b", "b");
    StudyViews.register(spark, List.of(first, second));

    assertThat(rows("SELECT study, count(*) FROM trials GROUP BY study ORDER BY study"))
        .containsExactly("[a,3]", "[b,3]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"plain", "o'brien's \"study\" with space; and %20", "braces {a,b} [c] *?"})
  void theScriptCreatesTheSameViewsInAnySession(String folder) throws IOException {
    StudyViews.register(spark, List.of(threeTrials(folder, "s")));
    SparkSession other = LocalSpark.freshSession();
    String script = Files.readString(runs.resolve(folder).resolve("views.sql"));
    for (String statement : script.split(";\n")) {
      if (!statement.isBlank()) {
        other.sql(statement.strip());
      }
    }

    for (String view : List.of("trials", "cycles", "measurements")) {
      String all = "SELECT * FROM " + view + " ORDER BY number";
      assertThat(rows(other, all)).isNotEmpty().isEqualTo(rows(all));
      assertThat(other.table(view).schema()).isEqualTo(spark.table(view).schema());
    }
  }

  @Test
  void confirmedSettingsAreRows() throws IOException {
    StudyStore store = study("s", "s");
    Setting better = new Setting(Map.of("lambda", 0.002, "m", 50.0));
    Setting worse = new Setting(Map.of("lambda", 0.001, "m", 50.0));
    ConfirmationResult confirmed =
        ConfirmationResult.of(
            List.of(
                new Observation("coarse/0", 2, worse, 0.53),
                new Observation("coarse/1", 1, better, 0.52)),
            new double[][] {{0.5, 0.5}, {0.51, 0.51}},
            Metric.accuracy(1000));
    store
        .findings()
        .keepConfirmed(
            "confirm",
            ConfirmedRow.of("s", "confirm", confirmed),
            confirmed.comparisons().stream()
                .map(pair -> ComparisonRow.of("s", "confirm", pair))
                .toList());
    StudyViews.register(spark, List.of(store));

    assertThat(
            rows(
                "SELECT stage, rank, found_by, cycle, lambda, m, n_s, seeds, round(mean_accuracy, 4),"
                    + " round(optimism, 4) FROM confirmed ORDER BY rank"))
        .containsExactly(
            "[confirm,1,coarse/1,1,0.002,50,null,2,0.51,0.01]",
            "[confirm,2,coarse/0,2,0.001,50,null,2,0.5,0.03]");
    assertThat(
            rows(
                "SELECT first, second, seeds, verdict, p_value < 0.05, p_corrected < 0.05 FROM comparisons"))
        .containsExactly("[coarse/1,coarse/0,2,better,true,true]");
    for (String view : List.of("confirmed", "comparisons")) {
      for (StructField field : spark.table(view).schema().fields()) {
        assertThat(field.getComment().isDefined()).as("%s.%s", view, field.name()).isTrue();
      }
    }
    assertThat(Files.readString(runs.resolve("s/views.sql")))
        .contains("VIEW confirmed (", "VIEW comparisons (");
  }

  @Test
  void theSuggestionsOfARangeTestAreRows() {
    StudyStore store = study("s", "s");
    store
        .results()
        .keepRangeTest(
            List.of(
                new RangeTestRow("s", "lr-range", 0, "report", null, null, "no", 0.5),
                new RangeTestRow("s", "lr-range", 0, "valley", 0.001, 0.1, "yes", 0.5)));
    StudyViews.register(spark, List.of(store));

    assertThat(rows("SELECT number, rule, eta_min, eta_max, chosen, ended_eta FROM lr_range"))
        .containsExactlyInAnyOrder("[0,report,null,null,no,0.5]", "[0,valley,0.001,0.1,yes,0.5]");
  }

  @Test
  void importancesAreRowsOnceTheSearchHasEnded() {
    StudyStore store = study("s", "s");
    StudyViews.register(spark, List.of(store));
    assertThat(rows("SELECT * FROM importance")).isEmpty();
    assertThat(rows("SELECT * FROM confirmed")).isEmpty();

    Map<String, Double> byName = new LinkedHashMap<>();
    byName.put("lambda", 0.75);
    byName.put("m", 0.0);
    store.findings().keepImportance(ImportanceRow.of("s", "all", new Importances(byName, 12)));
    StudyViews.register(spark, List.of(store));
    assertThat(rows("SELECT * FROM importance ORDER BY importance DESC"))
        .containsExactly("[s,all,lambda,0.75,12]", "[s,all,m,0.0,12]");
  }
}
