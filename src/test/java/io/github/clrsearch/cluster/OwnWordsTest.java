package io.github.clrsearch.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.clrsearch.LocalSpark;
import io.github.clrsearch.search.ConfirmingStage;
import io.github.clrsearch.search.Points;
import io.github.clrsearch.search.Sampling;
import io.github.clrsearch.search.Stage;
import io.github.clrsearch.search.Study;
import io.github.clrsearch.search.space.Choice;
import io.github.clrsearch.search.space.Quantized;
import io.github.clrsearch.search.space.Setting;
import io.github.clrsearch.search.trial.Metric;
import io.github.clrsearch.search.trial.Objective;
import io.github.clrsearch.search.trial.TrialResult;
import io.github.clrsearch.store.EndedTrial;
import io.github.clrsearch.store.StudyStore;
import io.github.clrsearch.workflow.BestSetting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Searches over words and over numbers in steps. */
@Timeout(300)
class OwnWordsTest {
  private static final Metric LOSS = Metric.minimized("loss");
  private static final Map<String, Double> PENALTIES =
      Map.of("relu", 1.0, "gelu", 0.0, "tanh", 2.0, "selu", 3.0);

  /** Lowest with gelu and a dropout of 0.3. */
  private static final Objective TRAINING =
      (trial, cancellation) -> {
        double drop = trial.setting().value("drop") - 0.3;
        double noise = 0.02 * new Random(trial.seed()).nextGaussian();
        double penalty = PENALTIES.get(trial.setting().word("act"));
        return TrialResult.completed(LOSS, penalty + 4 * drop * drop + noise);
      };

  @TempDir private Path folder;
  private final SparkSession spark = LocalSpark.freshSession();

  private static Study study() {
    return Study.builder()
        .name("words")
        .seed(5)
        .space("act", Choice.of("relu", "gelu", "tanh", "selu"))
        .space("drop", new Quantized(0, 0.8, 0.05))
        .space("optimizer", "adam")
        .stage(
            Stage.of("coarse", 16)
                .with(Sampling.SOBOL)
                .with(new Points(List.of(Setting.of(Map.of("act", "tanh"))))))
        .stage(Stage.of("fine", 6).refining("act", "drop"))
        .stage(Stage.of("model", 4).with(Sampling.GP))
        .stage(new ConfirmingStage("again", 2, Double.POSITIVE_INFINITY, 2))
        .build();
  }

  private List<String> rows(String query) {
    return spark.sql(query).collectAsList().stream().map(Row::toString).toList();
  }

  @Test
  void wordsAreSearchedRefinedModelledConfirmedAndQueried()
      throws InterruptedException, IOException {
    SearchedStudy searched = SparkSearch.of(study(), TRAINING, LOSS).run(spark, folder.toString());

    Setting best = searched.leaderboard().best().orElseThrow().setting();
    assertThat(best.word("act")).isEqualTo("gelu");
    assertThat(best.value("drop")).isBetween(0.15, 0.45);
    assertThat(searched.store().trials("coarse").get(0).trial().setting().word("act"))
        .isEqualTo("tanh");
    assertThat(searched.store().stages().frozen("fine").orElseThrow().lines().get(0))
        .startsWith("act: choice [relu, gelu, tanh, selu] -> [gelu");
    for (String stage : List.of("fine", "model")) {
      assertThat(searched.store().trials(stage).values())
          .extracting(end -> end.trial().setting().word("act"))
          .contains("gelu")
          .doesNotContain("selu");
    }
    assertThat(BestSetting.of(searched.store()).orElseThrow().word("act")).isEqualTo("gelu");

    searched.registerViews(spark);
    assertThat(rows("DESCRIBE trials"))
        .contains(
            "[act,string,hyperparameter act]",
            "[drop,double,hyperparameter drop]",
            "[optimizer,string,hyperparameter optimizer]")
        .noneMatch(line -> line.startsWith("[words"));
    assertThat(
            rows(
                "SELECT act, count(*) > 1, min(best_loss) < 0.5 FROM trials WHERE optimizer = 'adam'"
                    + " GROUP BY act ORDER BY act LIMIT 2"))
        .containsExactly("[gelu,true,true]", "[relu,true,false]");
    assertThat(rows("SELECT act, drop = round(20 * drop) / 20 FROM confirmed WHERE rank = 1"))
        .containsExactly("[gelu,true]");
    assertThat(
            rows(
                "SELECT hyperparameter FROM importance WHERE stage = 'all' ORDER BY importance DESC LIMIT 1"))
        .containsExactly("[act]");

    // A view of plain Spark has the same, and the same command changes nothing.
    List<EndedTrial> kept = StudyStore.open(folder.toString(), new Configuration()).trials();
    assertThat(kept).isEqualTo(searched.store().trials());
    String script = Files.readString(folder.resolve("views.sql"));
    SparkSearch.of(
            study(),
            (trial, cancellation) -> {
              throw new IllegalStateException("nothing is trained again");
            },
            LOSS)
        .run(spark, folder.toString());
    assertThat(StudyStore.open(folder.toString(), new Configuration()).trials()).isEqualTo(kept);
    assertThat(Files.readString(folder.resolve("views.sql"))).isEqualTo(script);
  }

  @Test
  void aStageCannotReplaceWordsByNumbers() {
    assertThatThrownBy(
            () ->
                Study.builder()
                    .space("act", Choice.of("relu", "gelu"))
                    .stage(Stage.of("coarse", 2))
                    .stage(Stage.of("fine", 2).with("act", Choice.of(1, 2)))
                    .build())
        .hasMessage(
            "stage fine: act must have words as in the study's space, but is choice [1, 2]: correct one");
  }
}
