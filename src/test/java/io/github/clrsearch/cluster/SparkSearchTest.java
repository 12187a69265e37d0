package io.github.clrsearch.cluster;

import static io.github.clrsearch.cluster.FakeObjective.EVALUATIONS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.clrsearch.LocalSpark;
import io.github.clrsearch.cluster.jobs.SearchException;
import io.github.clrsearch.search.ConfirmingStage;
import io.github.clrsearch.search.Cycles;
import io.github.clrsearch.search.Stage;
import io.github.clrsearch.search.Study;
import io.github.clrsearch.search.StudyBuilder;
import io.github.clrsearch.search.space.Choice;
import io.github.clrsearch.search.space.IntegerUniform;
import io.github.clrsearch.search.space.Range;
import io.github.clrsearch.search.space.Setting;
import io.github.clrsearch.search.space.Uniform;
import io.github.clrsearch.search.stopping.Halving;
import io.github.clrsearch.search.trial.Cancellation;
import io.github.clrsearch.search.trial.Objective;
import io.github.clrsearch.search.trial.Outcome;
import io.github.clrsearch.search.trial.Trial;
import io.github.clrsearch.search.trial.TrialResult;
import io.github.clrsearch.store.EndedTrial;
import io.github.clrsearch.store.files.StoreException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SparkSearchTest {
  private static final Objective PEAK =
      (trial, cancellation) ->
          TrialResult.completed(1 - Math.abs(trial.setting().value("x") - 0.7));

  /** Derives a value from two hyperparameters. */
  private record Derived() implements Objective {
    @Override
    public TrialResult evaluate(Trial trial, Cancellation cancellation) {
      return TrialResult.completed(0.5);
    }

    @Override
    public Map<String, Double> derived(Setting setting) {
      return Map.of(
          "area", setting.value("x") * (setting.has("depth") ? setting.value("depth") : 1));
    }
  }

  /** Accepts x up to 0.5. */
  private record Limited() implements Objective {
    @Override
    public TrialResult evaluate(Trial trial, Cancellation cancellation) {
      return TrialResult.completed(0.5);
    }

    @Override
    public Map<String, Range> limits() {
      return Map.of("x", new Range(0, 0.5));
    }
  }

  @TempDir private Path folder;

  private final SparkSession spark = LocalSpark.freshSession();

  @BeforeEach
  void begin() {
    FakeObjective.reset();
  }

  private static StudyBuilder study(Stage... stages) {
    StudyBuilder study = Study.builder().name("own").space("x", new Uniform(0, 1));
    List.of(stages).forEach(study::stage);
    return study;
  }

  private SearchedStudy search(StudyBuilder study, Objective objective)
      throws InterruptedException {
    return SparkSearch.of(study.build(), objective, 500).run(spark, folder.toString());
  }

  private List<String> rows(String sql) {
    return spark.sql(sql).collectAsList().stream().map(Row::toString).toList();
  }

  @Test
  void confirmationsAndFindingsOfAnyObjectiveAreViews() throws InterruptedException {
    Objective noisy =
        (trial, cancellation) ->
            TrialResult.completed(
                0.9 - Math.abs(trial.setting().value("x") - 0.7) / 2 + trial.seed() % 100 / 1e5);
    Stage best = new ConfirmingStage("again", 2, Double.POSITIVE_INFINITY, 3);
    SearchedStudy searched =
        search(study(Stage.of("wide", 10), Stage.of("near", 6).refining("x"), best), noisy);

    searched.registerViews(spark);
    assertThat(searched.findings().confirmed().get("again").settings()).hasSize(2);
    assertThat(rows("SELECT stage, rank, seeds FROM confirmed ORDER BY rank"))
        .containsExactly("[again,1,3]", "[again,2,3]");
    assertThat(rows("SELECT stage, hyperparameter, trials FROM importance WHERE stage = 'all'"))
        .containsExactly("[all,x,16]");
  }

  @Test
  void halvingContinuesTrialsOfAnyObjective() throws InterruptedException {
    Objective learning =
        (trial, cancellation) ->
            TrialResult.completed(
                IntStream.rangeClosed(1, trial.cycles())
                    .mapToDouble(cycle -> trial.setting().value("x") * (1 - 0.5 / cycle))
                    .toArray());
    SearchedStudy searched =
        search(
            study(Stage.of("halved", 9).with(Cycles.FREE, new Halving(3, 0)))
                .space("n_cycles", new IntegerUniform(1, 9)),
            learning);

    assertThat(searched.store().trials("halved").values())
        .extracting(end -> end.result().lastCycle())
        .containsOnly(1, 3, 9)
        .contains(9);
    assertThat(searched.leaderboard().best().orElseThrow().cycle()).isEqualTo(9);
  }

  @Test
  void aTrialThatThrowsIsARowAndTheOthersContinue() throws InterruptedException {
    Objective picky =
        (trial, cancellation) -> {
          if (trial.number() == 2) {
            throw new IllegalStateException("no convergence\nwith details");
          }
          return TrialResult.completed(0.5);
        };
    SearchedStudy searched = search(study(Stage.of("all", 5)), picky);

    assertThat(searched.leaderboard().candidates()).hasSize(4);
    assertThat(searched.store().trials("all").get(2).result().outcome())
        .isEqualTo(new Outcome.Failed("IllegalStateException: no convergence"));
  }

  @Test
  void aScoreThatIsNotAFractionIsRejectedWithTheRule() throws InterruptedException {
    Objective percent = (trial, cancellation) -> TrialResult.completed(97.5);

    assertThatThrownBy(() -> search(study(Stage.of("all", 6)), percent))
        .isInstanceOf(SearchException.class)
        .hasMessageContaining(
            "validationAccuracy must be a fraction in 0 .. 1 or NaN, but got 97.5: divide percent by 100, or give the search a metric of its own");
  }

  @Test
  void hyperparametersAndDerivedValuesHaveTypedColumns() throws InterruptedException {
    Objective objective = new Derived();
    search(
            study(Stage.of("first", 2), Stage.of("second", 1).with("width", new Uniform(0.5, 0.6)))
                .space("depth", new IntegerUniform(2, 4))
                .space("bytes", Choice.of(1, 1e12))
                .space("width", 3),
            objective)
        .registerViews(spark);

    assertThat(rows("DESCRIBE trials"))
        .contains(
            "[x,double,hyperparameter x]",
            "[depth,int,hyperparameter depth]",
            "[bytes,bigint,hyperparameter bytes]",
            "[width,double,hyperparameter width]",
            "[area,double,hyperparameter area]");
    assertThat(rows("SELECT count(*) FROM trials WHERE abs(area - x * depth) < 1e-9"))
        .containsExactly("[3]");
  }

  @Test
  void invalidSearchesAreRejectedBeforeTheyRun() {
    Object notSerializable = new Object();
    Objective captures =
        (trial, cancellation) -> TrialResult.completed(notSerializable.hashCode() % 1.0);
    Objective limited = new Limited();
    Study plain = study(Stage.of("all", 1)).build();
    Study clashing =
        study(Stage.of("all", 1)).space("seed", 1).space("X", 1).space("area", 1).build();

    assertThatThrownBy(() -> SparkSearch.of(plain, captures, 10).run(spark, folder.toString()))
        .hasMessage(
            "an objective is sent to executors and must be serializable, but contains a java.lang.Object: make that Serializable or transient, or create it in evaluate");
    assertThat(folder).isEmptyDirectory();
    assertThatThrownBy(() -> SparkSearch.of(plain, limited, 10))
        .hasMessage("x must be within [0, 0.5], but is uniform [0, 1]: correct it");
    assertThatThrownBy(() -> SparkSearch.of(plain, PEAK, 0))
        .hasMessage("a fraction must be measured on at least 1 example, but got 0");
    assertThatThrownBy(() -> SparkSearch.of(clashing, new Derived(), 10))
        .hasMessage(
            """
            a hyperparameter must not be named 'seed', which is another column of the views: rename it
            the name of a hyperparameter must be a lower-case letter followed by lower-case letters, digits or '_', but got 'X': rename it
            hyperparameters and derived values must have different names, but got 'area' twice: rename one""");
  }

  @Test
  void anotherModelOrDataIsAnotherStudy() throws InterruptedException {
    Study study = study(Stage.of("all", 2)).build();
    SparkSearch.of(study, PEAK, 10)
        .data("d", "1")
        .dependingOn("model", "1")
        .run(spark, folder.toString());

    assertThatThrownBy(
            () ->
                SparkSearch.of(study, PEAK, 10)
                    .data("d", "2")
                    .dependingOn("model", "2")
                    .run(spark, folder.toString()))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(
            "data checksum changed from 1 to 2; depends on model changed from 1 to 2");
  }

  @Test
  void anInterruptedSearchIsResumed() throws InterruptedException {
    Study study = study(Stage.of("all", 6)).build();
    Objective counting = new FakeObjective((trial, cancellation) -> TrialResult.completed(0.5));
    SearchListener interrupting =
        new SearchListener() {
          @Override
          public void trialEnded(EndedTrial ended) {
            Thread.currentThread().interrupt();
          }
        };

    assertThatThrownBy(
            () ->
                SparkSearch.of(study, counting, 10)
                    .listener(interrupting)
                    .run(spark, folder.toString()))
        .isInstanceOf(InterruptedException.class);
    Thread.interrupted();
    SearchedStudy searched = SparkSearch.of(study, counting, 10).run(spark, folder.toString());

    assertThat(searched.leaderboard().candidates()).hasSize(6);
    assertThat(spark.sparkContext().getLocalProperty("spark.job.description")).isNull();
    assertThat(folder.resolve("driver.json")).doesNotExist();
    assertThat(EVALUATIONS.get()).isGreaterThanOrEqualTo(6);
  }
}
