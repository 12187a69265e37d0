package io.github.clrsearch.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clrsearch.LocalSpark;
import io.github.clrsearch.cluster.jobs.Slots;
import io.github.clrsearch.cluster.jobs.TrialScheduler;
import io.github.clrsearch.cluster.training.ClrObjective;
import io.github.clrsearch.cluster.training.SmallTraining;
import io.github.clrsearch.search.Grouping;
import io.github.clrsearch.search.Stage;
import io.github.clrsearch.search.Study;
import io.github.clrsearch.search.space.SearchSpace;
import io.github.clrsearch.search.space.Seeds;
import io.github.clrsearch.search.space.Setting;
import io.github.clrsearch.search.trial.Trial;
import io.github.clrsearch.store.Studies;
import io.github.clrsearch.store.StudyStore;
import io.github.clrsearch.store.StudyViews;
import io.github.clrsearch.training.MeasurementPlan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Settings with which every training fails or diverges, with real trainings. */
@Timeout(120)
class BadSettingsTest {
  private static final int GOOD = 5;

  @TempDir private Path folder;

  private static ClrObjective objective() {
    return SmallTraining.objective(400, new MeasurementPlan(3, 50));
  }

  private static Setting setting() {
    return SmallTraining.setting().with("k", 8).with("n_cycles", 4).with("batch_size", 20);
  }

  private static List<Trial> trials() {
    List<Setting> settings =
        List.of(
            setting().with("eta_max", 10).with("lambda", 10),
            setting().with("lambda", 10).with("eta_max", 1),
            setting().with("eta_max", 1e30),
            setting().with("m", Integer.MAX_VALUE),
            setting().with("batch_size", 361),
            setting());
    List<Trial> trials = new ArrayList<>();
    for (int i = 0; i < settings.size(); i++) {
      trials.add(new Trial("s", "coarse", i, Seeds.trial(1, "coarse", i), settings.get(i)));
    }
    return trials;
  }

  @Test
  void badSettingsAreRowsWithTheirReasonAndWithoutMetrics() throws InterruptedException {
    Study study = new Study("s", 1, SearchSpace.of(setting()), List.of(Stage.of("coarse", 6)));
    StudyStore store = Studies.begin(folder, study);
    new TrialScheduler(
            Slots.ofExecutors(LocalSpark.context()),
            objective(),
            Studies.PROVENANCE,
            Duration.ZERO,
            Grouping.ALONE)
        .run(trials(), store::append, lost -> {});
    SparkSession spark = LocalSpark.freshSession();
    StudyViews.register(spark, List.of(store));

    List<Row> rows =
        spark
            .sql(
                "SELECT number, outcome, reason, best_validation_accuracy, last_validation_loss"
                    + " FROM trials ORDER BY number")
            .collectAsList();
    assertThat(rows).hasSize(GOOD + 1);
    for (Row row : rows.subList(0, 3)) {
      assertThat(row.getString(1)).isEqualTo("diverged");
      assertThat(row.getString(2)).startsWith("the loss is not finite after update ");
    }
    for (Row row : rows.subList(3, GOOD)) {
      assertThat(row.getString(1)).isEqualTo("failed");
    }
    assertThat(rows.get(3).getString(2)).startsWith("m = 2147483647 needs ");
    assertThat(rows.get(4).getString(2))
        .isEqualTo("batch_size must be at most the 360 images of the training split, but got 361");
    assertThat(rows.subList(0, GOOD))
        .allSatisfy(
            row -> {
              assertThat(row.isNullAt(3)).isTrue();
              assertThat(row.isNullAt(4)).isTrue();
            });
    assertThat(rows.get(GOOD).getString(1)).isEqualTo("completed");
    assertThat(rows.get(GOOD).getDouble(3)).isBetween(0.0, 1.0);
  }
}
