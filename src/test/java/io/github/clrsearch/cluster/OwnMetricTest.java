package io.github.clrsearch.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.clrsearch.LocalSpark;
import io.github.clrsearch.search.ConfirmingStage;
import io.github.clrsearch.search.Cycles;
import io.github.clrsearch.search.Sampling;
import io.github.clrsearch.search.Stage;
import io.github.clrsearch.search.Study;
import io.github.clrsearch.search.space.LogUniform;
import io.github.clrsearch.search.space.Uniform;
import io.github.clrsearch.search.stopping.Halving;
import io.github.clrsearch.search.trial.Candidate;
import io.github.clrsearch.search.trial.CycleResult;
import io.github.clrsearch.search.trial.Metric;
import io.github.clrsearch.search.trial.Noise;
import io.github.clrsearch.search.trial.Objective;
import io.github.clrsearch.search.trial.Outcome;
import io.github.clrsearch.search.trial.Trial;
import io.github.clrsearch.search.trial.TrialResult;
import io.github.clrsearch.store.EndedTrial;
import io.github.clrsearch.store.StudyStore;
import io.github.clrsearch.store.files.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Searches whose objectives measure something else than an accuracy. */
@Timeout(300)
class OwnMetricTest {
  private static final Metric RMSE = Metric.minimized("rmse");

  @TempDir private Path folder;
  private final SparkSession spark = LocalSpark.freshSession();

  /** An error that is lowest at x = 0.7, explodes for small x, and differs between seeds. */
  private static double error(Trial trial) {
    double x = trial.setting().value("x");
    double noise = 0.05 * new Random(trial.seed()).nextGaussian();
    return x < 0.1 ? 1e12 / x : 3 + 10 * (x - 0.7) * (x - 0.7) + noise;
  }

  private static double peak(Trial trial) {
    return Math.max(0, 1 - Math.abs(trial.setting().value("x") - 0.6));
  }

  private static final Objective REGRESSION =
      (trial, cancellation) -> {
        double error = error(trial);
        return new TrialResult(
            new Outcome.Completed(),
            List.of(
                CycleResult.of(1, 10, Map.of("rmse", 2 * error, "mae", error, "trees", 10.0)),
                CycleResult.of(2, 20, Map.of("rmse", error, "mae", 0.75 * error, "trees", 20.0))),
            List.of(),
            20);
      };

  private static Study study(Stage... stages) {
    var study = Study.builder().name("own").seed(3).space("x", new Uniform(0, 1));
    List.of(stages).forEach(study::stage);
    return study.build();
  }

  private SearchedStudy search(Study study, Objective objective, Metric metric)
      throws InterruptedException {
    return SparkSearch.of(study, objective, metric).run(spark, folder.toString());
  }

  private List<String> rows(String query) {
    return spark.sql(query).collectAsList().stream().map(Row::toString).toList();
  }

  private static Study whole() {
    return study(
        Stage.of("coarse", 12),
        Stage.of("fine", 6).refining("x"),
        Stage.of("model", 4).with(Sampling.GP),
        new ConfirmingStage("again", 2, Double.POSITIVE_INFINITY, 3));
  }

  @Test
  void aLossIsRefinedModelledConfirmedAndRankedWithoutTricks() throws InterruptedException {
    SearchedStudy searched = search(whole(), REGRESSION, RMSE);

    assertThat(searched.leaderboard().candidates())
        .extracting(Candidate::value)
        .isSorted()
        .hasSize(22);
    Candidate best = searched.leaderboard().best().orElseThrow();
    assertThat(best.value()).isBetween(2.8, 3.05);
    assertThat(best.cycle()).isEqualTo(2);
    assertThat(best.setting().value("x")).isBetween(0.55, 0.85);
    for (String stage : List.of("fine", "model")) {
      assertThat(searched.store().trials(stage).values())
          .as(stage)
          .extracting(end -> end.trial().setting().value("x"))
          .allMatch(x -> x > 0.3);
    }
    assertThat(searched.store().stages().frozen("fine").orElseThrow().lines())
        .singleElement()
        .asString()
        .contains("one standard error (", "as a Gaussian process estimates it");
    assertThat(searched.findings().warnings()).noneMatch(line -> line.contains("points"));

    searched.registerViews(spark);
    assertThat(rows("SELECT count(*), min(rmse) = " + best.value() + " FROM cycles"))
        .containsExactly("[56,true]");
    assertThat(
            rows(
                "SELECT count(*) FROM trials WHERE best_cycle = 2 AND best_rmse = last_rmse"
                    + " AND abs(last_mae - 0.75 * last_rmse) < 1e-9 * last_rmse"
                    + " AND last_trees = 20 AND best_validation_accuracy IS NULL"))
        .containsExactly("[28]");
    assertThat(rows("DESCRIBE cycles"))
        .contains(
            "[rmse,double,rmse, which trials are compared by (minimize)]",
            "[mae,double,mae, as reported]",
            "[trees,bigint,trees, as reported]");
    assertThat(
            rows(
                "SELECT rank, seeds, rmse_low < mean_rmse, mean_rmse < rmse_high,"
                    + " round(mean_rmse - search_rmse - optimism, 9), mean_accuracy FROM confirmed"
                    + " ORDER BY rank"))
        .containsExactly("[1,3,true,true,0.0,null]", "[2,3,true,true,0.0,null]");
    assertThat(
            rows(
                "SELECT count(*) FROM confirmed a, confirmed b WHERE a.rank < b.rank AND a.mean_rmse <= b.mean_rmse"))
        .containsExactly("[1]");
  }

  @Test
  void theSameCommandGivesTheSameRowsAndAnotherMetricIsRefused()
      throws InterruptedException, IOException {
    Study first = study(Stage.of("coarse", 12));
    search(first, REGRESSION, RMSE);
    String script = Files.readString(folder.resolve("views.sql"));
    List<EndedTrial> kept = StudyStore.open(folder.toString(), new Configuration()).trials();
    search(
        first,
        (trial, cancellation) -> {
          throw new IllegalStateException("nothing is trained again");
        },
        RMSE);
    assertThat(StudyStore.open(folder.toString(), new Configuration()).trials()).isEqualTo(kept);
    assertThat(Files.readString(folder.resolve("views.sql"))).isEqualTo(script);
    assertThat(StudyStore.open(folder.toString(), new Configuration()).header().metric())
        .isEqualTo(RMSE);
    assertThatThrownBy(() -> search(first, REGRESSION, Metric.maximized("rmse")))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("metric changed from minimize rmse to maximize rmse");
    assertThatThrownBy(() -> search(first, REGRESSION, Metric.accuracy(100)))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("metric was removed (it was minimize rmse)");
  }

  @Test
  void theScriptOfTheViewsHasTheReportedMetrics() throws InterruptedException, IOException {
    search(study(Stage.of("coarse", 3)), REGRESSION, RMSE);
    SparkSession plain = LocalSpark.freshSession();
    for (String statement : Files.readString(folder.resolve("views.sql")).split(";\n")) {
      if (!statement.isBlank()) {
        plain.sql(statement.strip());
      }
    }
    assertThat(
            plain
                .sql("SELECT count(rmse), count(mae), sum(trees) FROM cycles")
                .collectAsList()
                .toString())
        .isEqualTo("[[6,6,90]]");
  }

  @Test
  void anErrorRateIsSearchedAsTheAccuracyThatItIsTheComplementOf() throws InterruptedException {
    Objective accuracy =
        (trial, cancellation) ->
            TrialResult.completed(
                IntStream.rangeClosed(1, trial.cycles())
                    .mapToDouble(c -> Math.rint(256 * peak(trial) * c / 9) / 256)
                    .toArray());
    Metric errors = Metric.minimized("error_rate").ofExamples(256);
    Objective complement =
        (trial, cancellation) ->
            TrialResult.completed(
                errors,
                accuracy.evaluate(trial, cancellation).cycles().stream()
                    .mapToDouble(cycle -> 1 - cycle.validationAccuracy())
                    .toArray());
    Study study =
        Study.builder()
            .space("x", new Uniform(0, 1))
            .space("n_cycles", 9)
            .stage(Stage.of("halved", 9).with(Cycles.FREE, new Halving(3, 0)))
            .stage(Stage.of("fine", 5).refining("x"))
            .stage(Stage.of("model", 4).with(Sampling.GP))
            .build();
    List<Trial> one =
        SparkSearch.of(study, accuracy, 256)
            .run(spark, folder.resolve("one").toString())
            .leaderboard()
            .candidates()
            .stream()
            .map(Candidate::trial)
            .toList();
    List<Trial> other =
        SparkSearch.of(study, complement, errors)
            .run(spark, folder.resolve("other").toString())
            .leaderboard()
            .candidates()
            .stream()
            .map(Candidate::trial)
            .toList();
    assertThat(other).isEqualTo(one);
  }

  @Test
  void lastValuesThatAreNoNumbersAreDivergences() throws InterruptedException {
    double[] last = {Double.NaN, Double.POSITIVE_INFINITY, 1e200, -1e300, -7};
    Objective exploding =
        (trial, cancellation) -> TrialResult.completed(RMSE, 5, last[trial.number()]);
    SearchedStudy searched = search(study(Stage.of("all", 5)), exploding, RMSE);

    assertThat(searched.store().trials("all").values())
        .extracting(end -> end.result().outcome().text())
        .containsExactly(
            "diverged: rmse is NaN at the end of cycle 2",
            "diverged: rmse is Infinity at the end of cycle 2",
            "diverged: rmse is 1.0E200 at the end of cycle 2",
            "diverged: rmse is -1.0E300 at the end of cycle 2",
            "completed");
    assertThat(searched.leaderboard().candidates())
        .extracting(Candidate::value)
        .containsExactly(-7.0, 5.0, 5.0, 5.0, 5.0);
    searched.registerViews(spark);
    assertThat(rows("SELECT count(*), count(rmse) FROM cycles")).containsExactly("[10,8]");
  }

  private String failure(Objective objective, Metric metric) throws InterruptedException {
    return search(study(Stage.of("all", 1)), objective, metric)
        .store()
        .trials("all")
        .get(0)
        .result()
        .outcome()
        .text();
  }

  private static Objective reporting(String name, double value) {
    return (trial, cancellation) -> {
      Map<String, Double> metrics = new LinkedHashMap<>(Map.of("rmse", 1.0));
      metrics.put(name, value);
      return new TrialResult(
          new Outcome.Completed(), List.of(CycleResult.of(1, 1, metrics)), List.of(), 1);
    };
  }

  @Test
  void aResultThatBreaksARuleOfItsMetricsFailsWithTheRule() throws InterruptedException {
    assertThat(failure((trial, cancellation) -> TrialResult.completed(0.5), RMSE))
        .isEqualTo(
            "failed: the objective must measure rmse at the end of every cycle, but after cycle 1 it reported [validation_accuracy]: correct it, or give the search another metric");
    folder = folder.resolve("percent");
    Metric errors = Metric.minimized("error_rate").ofExamples(100);
    assertThat(failure((trial, cancellation) -> TrialResult.completed(errors, 12.5), errors))
        .startsWith("failed: error_rate must be a fraction in 0 .. 1, but got 12.5: divide");
    for (Map.Entry<String, String> wrong :
        Map.of(
                "x", "a metric must not be named 'x', which is a hyperparameter or derived value",
                "seed", "a metric must not be named 'seed', which is another column of the views",
                "Mae", "the name of a metric must be a lower-case letter followed by")
            .entrySet()) {
      folder = folder.resolve("wrong");
      assertThat(failure(reporting(wrong.getKey(), 1), RMSE))
          .startsWith("failed: " + wrong.getValue());
    }
  }

  @Test
  void aReportedMetricIsAnIntegerUntilItIsNot() throws InterruptedException {
    Objective halves =
        (trial, cancellation) -> {
          double value =
              trial.number() == 0 ? Double.NaN : trial.number() == 3 ? 2.5 : trial.number();
          return reporting("later", value).evaluate(trial, cancellation);
        };
    search(study(Stage.of("all", 3)), halves, RMSE).registerViews(spark);
    assertThat(rows("SELECT number, later FROM cycles ORDER BY number"))
        .containsExactly("[0,null]", "[1,1]", "[2,2]");
    search(study(Stage.of("all", 4)), halves, RMSE).registerViews(spark);
    assertThat(rows("SELECT number, later FROM cycles ORDER BY number"))
        .containsExactly("[0,null]", "[1,1.0]", "[2,2.0]", "[3,2.5]");
  }

  @Test
  void aMetricThatIsAnotherColumnIsRefused() {
    Study study = study(Stage.of("all", 1));
    assertThatThrownBy(() -> SparkSearch.of(study, REGRESSION, Metric.minimized("x")))
        .hasMessage(
            "a metric must not be named 'x', which is a hyperparameter or derived value: rename one");
    assertThatThrownBy(() -> SparkSearch.of(study, REGRESSION, Metric.minimized("updates")))
        .hasMessageContaining("'updates', which is another column of the views");
    Study best =
        Study.builder().space("best_rmse", new LogUniform(1, 2)).stage(Stage.of("s", 1)).build();
    assertThatThrownBy(() -> SparkSearch.of(best, REGRESSION, RMSE))
        .hasMessageContaining("a hyperparameter must not be named 'best_rmse'");
  }

  @Test
  void theDeclaredStandardErrorIsUsed() throws InterruptedException {
    Metric known = RMSE.withStandardError(0.5);
    SearchedStudy searched =
        search(study(Stage.of("coarse", 12), Stage.of("fine", 2).refining("x")), REGRESSION, known);
    assertThat(searched.store().stages().frozen("fine").orElseThrow().lines().get(0))
        .contains("one standard error (0.5)");
    assertThat(searched.store().header().metric().noise())
        .isEqualTo(new Noise.StandardError(0.5, Noise.DECLARED));
  }
}
