package io.github.clrsearch.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.clrsearch.cluster.SparkSearch;
import io.github.clrsearch.config.DataConfiguration.Format;
import io.github.clrsearch.config.DataConfiguration.Missing;
import io.github.clrsearch.config.DataConfiguration.Reading;
import io.github.clrsearch.config.DataConfiguration.Synthetic;
import io.github.clrsearch.config.StudyConfiguration.CompareBy;
import io.github.clrsearch.config.StudyConfiguration.RangeTestPlan;
import io.github.clrsearch.config.StudyConfiguration.Rise;
import io.github.clrsearch.config.StudyConfiguration.Search;
import io.github.clrsearch.config.StudyConfiguration.States;
import io.github.clrsearch.config.StudyConfiguration.Tracking;
import io.github.clrsearch.config.StudyConfiguration.Train;
import io.github.clrsearch.search.ConfirmingStage;
import io.github.clrsearch.search.Cycles;
import io.github.clrsearch.search.Grouping;
import io.github.clrsearch.search.Learning;
import io.github.clrsearch.search.Sampling;
import io.github.clrsearch.search.SearchingStage;
import io.github.clrsearch.search.Stage;
import io.github.clrsearch.search.Study;
import io.github.clrsearch.search.budget.TimeBudget;
import io.github.clrsearch.search.space.Constant;
import io.github.clrsearch.search.space.Distribution;
import io.github.clrsearch.search.space.LogUniform;
import io.github.clrsearch.search.space.SearchSpace;
import io.github.clrsearch.search.stopping.Extrapolation;
import io.github.clrsearch.search.stopping.Halving;
import io.github.clrsearch.search.stopping.MedianStopping;
import io.github.clrsearch.search.stopping.NoStopping;
import io.github.clrsearch.search.stopping.SearchStop;
import io.github.clrsearch.training.Hyperparameter;
import io.github.clrsearch.training.MeasurementPlan;
import io.github.clrsearch.training.ScheduleKind;
import io.github.clrsearch.training.SuggestionRule;
import io.github.clrsearch.training.TrainingMethod;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class StudyReaderTest {
  /** The example of docs/design.md. */
  private static final String EXAMPLE =
      """
      study { name = coarse-to-fine, seed = 1 }
      data { format = auto, validation = 5000 }   # auto
      space {                      # a number is a constant; every key may be any distribution
        lambda   = { log-uniform = [1e-5, 1e-1] }
        k        = 2               # n_s = k * floor(n / batch_size)
        n_cycles = 2
        m        = 50
        p_x = 1, p_h = 1, eta_min = 1e-5, eta_max = 1e-1, batch_size = 100
      }
      stages = [
        { name = coarse, trials = 10 }
        { name = fine, trials = 10, refine = [lambda], space { n_cycles = 3 } }
      ]
      """;

  private static final StudyConfiguration DEFAULTS =
      new StudyConfiguration(
          new Study("study", 1, space(new Constant(0)), List.of(Stage.of("search", 20))),
          Map.of(),
          TrainingMethod.DEFAULT,
          new DataConfiguration(
              "data/cifar-10-batches-bin",
              Missing.OFFERED,
              Format.AUTO,
              List.of(),
              List.of(),
              5000,
              0,
              Reading.NOTHING,
              new Synthetic(10, 10_000, 2_000, 1)),
          new MeasurementPlan(9, 400),
          new Search(
              CompareBy.VALIDATION_ACCURACY,
              5,
              Duration.ZERO,
              Duration.ofSeconds(10),
              Duration.ofMinutes(10),
              States.CONTINUABLE,
              new Grouping(8),
              10,
              Duration.ofSeconds(10),
              new TimeBudget.Unlimited(),
              SearchStop.NEVER),
          new Train(1000, 1),
          new RangeTestPlan(
              4, 1e-5, 10, Rise.EXPONENTIAL, 100, 3, 5, SuggestionRule.REPORT, Optional.empty()),
          new Tracking(false, Optional.empty()),
          new Notification(List.of(), Optional.empty()),
          Optional.empty());

  @TempDir private Path folder;
  private StudyTexts studies;

  @BeforeEach
  void studies() {
    studies = new StudyTexts(folder);
  }

  private static SearchSpace space(Distribution lambda) {
    Map<String, Distribution> distributions = new LinkedHashMap<>();
    for (Hyperparameter each : Hyperparameter.values()) {
      if (ScheduleKind.TRIANGULAR.uses(each) && !each.isOptional()) {
        distributions.put(each.key(), new Constant(each.defaultValue()));
      }
    }
    distributions.put("lambda", lambda);
    return new SearchSpace(distributions);
  }

  @Test
  void hasADefaultForEveryKey() throws IOException {
    assertThat(studies.read("")).isEqualTo(DEFAULTS);
  }

  @Test
  void takesTheReferenceItselfForAStudy() {
    assertThat(StudyReader.read(Path.of("src/main/resources/reference.conf"), List.of()))
        .usingRecursiveComparison()
        // Whoever uses a copy has named its path.
        .ignoringFields("data.missing")
        .isEqualTo(DEFAULTS);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          data.path = /data/cifar                   | ''                                      | REFUSED
          ''                                        | data.path=/data/cifar                   | REFUSED
          data.path = data/cifar-10-batches-bin     | ''                                      | REFUSED
          ''                                        | data.path=data/cifar-10-batches-bin     | REFUSED
          data.path = ${data.path}/below            | ''                                      | REFUSED
          data.path = ${?NO_SUCH_VARIABLE_OF_OURS}  | ''                                      | OFFERED
          data { format = auto, validation = 1000 } | data.validation=100                     | OFFERED
          data.missing = synthetic                  | ''                                      | GENERATED
          ''                                        | data.missing=synthetic                  | GENERATED
          data { missing = synthetic, path = a }    | ''                                      | REFUSED
          """)
  void onlyAPathThatNobodyHasNamedMayBeMissing(String text, String setting, Missing missing)
      throws IOException {
    String[] settings = setting.isEmpty() ? new String[0] : new String[] {setting};
    assertThat(studies.read(text, settings).data().missing()).isEqualTo(missing);
  }

  @Test
  void onlyTheQuickstartRunsWithoutADownload() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("conf"))) {
      assertThat(
              files
                  .filter(
                      file ->
                          StudyReader.read(file, List.of()).data().missing() == Missing.GENERATED)
                  .map(file -> file.getFileName().toString()))
          .containsExactly("quickstart.conf");
    }
  }

  @Test
  void readsTheExampleOfTheDesign() throws IOException {
    StudyConfiguration read = studies.read(EXAMPLE);

    assertThat(read.study())
        .isEqualTo(
            new Study(
                "coarse-to-fine",
                1,
                space(new LogUniform(1e-5, 1e-1)),
                List.of(
                    Stage.of("coarse", 10),
                    Stage.of("fine", 10, List.of("lambda"), Map.of("n_cycles", new Constant(3))))));
    assertThat(read.data()).isEqualTo(DEFAULTS.data());
  }

  @Test
  void readsWhatStopsTrials() throws IOException {
    List<Stage> stages =
        studies
            .read(
                """
                stage { stopping = halving, halving.factor = 4 }
                stages = [
                  { name = a }
                  { name = b, cycles = free, halving.from-updates = 900 }
                  { name = c, cycles = free, stopping = auto }
                  { name = d, stopping = auto }
                  { name = e, stopping = median, median.every-updates = 100 }
                ]
                """)
            .study()
            .stages();

    assertThat(stages)
        .extracting(Stage::stopping)
        .containsExactly(
            new Halving(4, 0),
            new Halving(4, 900),
            new Extrapolation(),
            new NoStopping(),
            new MedianStopping(100));
    assertThat(stages)
        .extracting(Stage::cycles)
        .containsExactly(Cycles.DRAWN, Cycles.FREE, Cycles.FREE, Cycles.DRAWN, Cycles.DRAWN);
  }

  @Test
  void howFarTrialsGoIsNoPartOfAStudysDefinition() throws IOException {
    String free = "stages = [{ name = a, cycles = free, stopping = %s }]%nspace.n_cycles = %s";
    StudyConfiguration short3 = studies.read(free.formatted("never", "{ integer = [1, 3] }"));
    StudyConfiguration longer = studies.read(free.formatted("halving", "{ integer = [1, 8] }"));

    assertThat(longer.definition("d", "c")).isEqualTo(short3.definition("d", "c"));
    assertThat(short3.definition("d", "c"))
        .containsEntry("space.n_cycles", "free")
        .containsEntry("stages.a.cycles", "free");
    assertThat(studies.read("").definition("d", "c"))
        .containsEntry("space.n_cycles", "2.0")
        .doesNotContainKey("stages.search.cycles");
  }

  @Test
  void keepsTheTablesOrderOfHyperparametersWhateverTheFilesIs() throws IOException {
    assertThat(
            studies
                .read("space { m = 1, lambda = 2, eta_max = 3 }")
                .study()
                .space()
                .distributions()
                .keySet())
        .containsExactlyElementsOf(
            Arrays.stream(Hyperparameter.values())
                .filter(each -> ScheduleKind.TRIANGULAR.uses(each) && !each.isOptional())
                .map(Hyperparameter::key)
                .toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          study.name = a-1.b_2                       | study.name        | a-1.b_2
          study.seed = -9007199254740993             | study.seed        | -9007199254740993
          data.path = "hdfs://host:8020/cifar"       | data.path         | hdfs://host:8020/cifar
          data.format = cifar-100                    | data.format       | Format[key=cifar-100]
          data.format = synthetic                    | data.format       | Format[key=synthetic]
          data.training = [a.bin, b.bin]             | data.training     | [a.bin, b.bin]
          data.validation = 1                        | data.validation   | 1 []
          data.validation = [c.bin]                  | data.validation   | 0 [c.bin]
          data.whitening = 100                       | data.whitening    | 100
          data.synthetic { classes = 2, seed = 7 }   | data.synthetic    | Synthetic[classes=2, training=10000, test=2000, seed=7]
          data.synthetic { training = 3, test = 4 }  | data.synthetic    | Synthetic[classes=10, training=3, test=4, seed=1]
          measure { per-cycle = 1, subset = 2 }      | measure           | 1 2
          search.max-consecutive-failures = 1        | failures          | 1
          search.deadline = 1500 ms                  | deadline          | PT1.5S
          search.keep-state-after = 2 m              | keep-state-after  | PT2M
          search.retry-writes-for = 1 h              | retry-writes-for  | PT1H
          search.objective = validation_loss         | objective         | validation_loss
          search.leaderboard = 0                     | leaderboard       | 0
          train.validation = 10                      | train.validation  | 10
          train.seeds = 3                            | train.seeds       | 3
          tracking.tensorboard = true                | tracking          | Tracking[tensorBoard=true, mlflow=Optional.empty]
          tracking.mlflow = "https://mlflow.example/base" | tracking     | Tracking[tensorBoard=false, mlflow=Optional[https://mlflow.example/base]]
          lr-range { epochs = 1, eta-min = 0, eta-max = 1, rise = linear, points = 3, seeds = 4, smoothing = 1, rule = valley, over.lambda = [0, 0.1] } | lr-range | RangeTestPlan[epochs=1, etaMin=0.0, etaMax=1.0, rise=linear, points=3, seeds=4, smoothing=1, rule=valley, over=Optional[ComparedValues[hyperparameter=LAMBDA, values=[0.0, 0.1]]]]
          stage.trials = 7                           | stages            | [search: 7 []]
          search.budget = 90 m                       | budget            | Total[duration=PT1H30M]
          search.until = "7:05"                      | budget            | Until[time=07:05]
          stop.accuracy = 0.53                       | stop              | SearchStop[value=OptionalDouble[0.53], noImprovement=OptionalInt.empty]
          stop.no-improvement = 40                   | stop              | SearchStop[value=OptionalDouble.empty, noImprovement=OptionalInt[40]]
          notify.command = [mail, me]                | notify            | Notification[command=[mail, me], webhook=Optional.empty]
          notify.webhook = "https://host:1/s3cret?x" | notify            | Notification[command=[], webhook=Optional[https://host:1/...]]
          stages = [{name = a, budget = 62.5 %}]     | size              | Share[fraction=0.625]
          stage.budget = 10%                         | size              | Share[fraction=0.1]
          stages = [{name = a, trials = 3}], stage.budget = 10 % | size  | Count[count=3]
          stages = [{name = a}, {name = b, trials = 2, refine = []}] | stages | [a: 20 [], b: 2 []]
          """)
  void readsEveryKey(String text, String what, String expected) throws IOException {
    assertThat(of(studies.read(text), what)).isEqualTo(expected);
  }

  private static String of(StudyConfiguration read, String what) {
    DataConfiguration data = read.data();
    return switch (what) {
      case "study.name" -> read.study().name();
      case "study.seed" -> Long.toString(read.study().seed());
      case "data.path" -> data.path();
      case "data.format" -> data.format().toString();
      case "data.training" -> data.trainingFiles().toString();
      case "data.validation" -> data.validation() + " " + data.validationFiles();
      case "data.whitening" -> Integer.toString(data.whitening());
      case "data.synthetic" -> data.synthetic().toString();
      case "measure" -> read.measure().perCycle() + " " + read.measure().subset();
      case "objective" -> read.search().compareBy().toString();
      case "failures" -> Integer.toString(read.search().maxConsecutiveFailures());
      case "deadline" -> read.search().deadline().toString();
      case "keep-state-after" -> read.search().keepStateAfter().toString();
      case "retry-writes-for" -> read.search().retryWritesFor().toString();
      case "leaderboard" -> Integer.toString(read.search().leaderboard());
      case "train.validation" -> Integer.toString(read.train().validation());
      case "train.seeds" -> Integer.toString(read.train().seeds());
      case "tracking" -> read.tracking().toString();
      case "budget" -> read.search().budget().toString();
      case "stop" -> read.search().stop().toString();
      case "notify" -> read.notification().toString();
      case "size" -> ((SearchingStage) read.study().stages().get(0)).size().toString();
      case "lr-range" -> read.rangeTest().toString();
      case "stages" ->
          read.study().stages().stream()
              .map(
                  stage ->
                      stage.name()
                          + ": "
                          + stage.trials()
                          + " "
                          + ((SearchingStage) stage).refine())
              .toList()
              .toString();
      default -> throw new IllegalArgumentException(what);
    };
  }

  static Stream<Path> studiesInConf() throws IOException {
    return Files.list(Path.of("conf")).filter(file -> file.toString().endsWith(".conf"));
  }

  @ParameterizedTest
  @MethodSource("studiesInConf")
  void readsTheStudiesOfTheProjectEachOfAnotherName(Path file) throws IOException {
    String name = StudyReader.read(file, List.of()).study().name();

    try (Stream<Path> files = studiesInConf()) {
      assertThat(files.map(other -> StudyReader.read(other, List.of()).study().name()))
          .containsOnlyOnce(name);
    }
  }

  @Test
  void aSamplerIsReadForAllStagesOrForOne() throws IOException {
    StudyConfiguration read =
        studies.read(
            "stage.sampler = sobol\nstages = [{ name = a }, { name = b, sampler = random }]");

    assertThat(read.study().stages())
        .extracting(stage -> ((SearchingStage) stage).sampling())
        .containsExactly(Sampling.SOBOL, Sampling.RANDOM);
    // An older study, without samplers, is resumed with the random sampler.
    assertThat(read.definition("synthetic", "ab12"))
        .containsEntry("stages.a.sampler", "sobol")
        .doesNotContainKey("stages.b.sampler");
  }

  @Test
  void whatAStageLearnsFromFollowsTheSlotsOfTheStudy() throws IOException {
    StudyConfiguration read =
        studies.read(
            "search.slots = 4\nstage.lag = 3\nstages = [{ name = a }, { name = b, sampler = gp, batch = 5 }, { name = c, sampler = gp }, { name = d, sampler = gp, lag = null }]");

    assertThat(read.study().stages())
        .extracting(Stage::learnsFrom)
        .containsExactly(
            Optional.empty(),
            Optional.of(new Learning.Batch(5)),
            Optional.of(new Learning.Lag(3)),
            Optional.of(new Learning.Lag(4)));
    assertThat(read.definition("synthetic", "ab12"))
        .containsEntry("stages.b.batch", "5")
        .containsEntry("stages.c.lag", "3")
        .doesNotContainKeys("stages.a.lag", "stages.b.lag");
  }

  @Test
  void aStageThatConfirmsIsReadAndItsSeedsMayGrow() throws IOException {
    StudyConfiguration read =
        studies.read(
            "stages = [{ name = a }, { name = b, confirm { best = 4, within = 1 } }, { name = c, confirm { best = 2, seeds = 3 } }]");

    assertThat(read.study().stages().get(0)).isInstanceOf(SearchingStage.class);
    assertThat(read.study().stages().get(1)).isEqualTo(new ConfirmingStage("b", 4, 1, 5));
    assertThat(read.study().stages().get(2))
        .isEqualTo(new ConfirmingStage("c", 2, Double.POSITIVE_INFINITY, 3));
    assertThat(read.study().stages().get(2).trials()).isEqualTo(6);
    assertThat(read.definition("synthetic", "ab12"))
        .containsEntry("stages.b.confirm", "best 4 within 1 standard errors")
        .containsEntry("stages.c.confirm", "best 2")
        .doesNotContainKey("stages.a.confirm");
  }

  @Test
  void aLibraryGivesUpAfterAsManyFailuresAsTheReferenceSays() throws IOException {
    assertThat(studies.read("").search().maxConsecutiveFailures())
        .isEqualTo(SparkSearch.MAX_CONSECUTIVE_FAILURES);
  }

  @Test
  void anOptionForTheTimeReplacesThatOfTheFile() throws IOException {
    String file = "search.until = \"07:00\"";

    assertThat(studies.read(file, Assignment.ofBudget("10 m")).search().budget())
        .isEqualTo(new TimeBudget.Additional(Duration.ofMinutes(10)));
    assertThat(studies.read("search.budget = 8 h", Assignment.ofUntil("6:30")).search().budget())
        .isEqualTo(new TimeBudget.Until(LocalTime.of(6, 30)));
    assertThatThrownBy(() -> studies.read(file, Assignment.ofBudget("soon")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("--budget: ")
        .hasMessageContaining("soon");
  }

  @Test
  void aShareNeedsATimeBudget() throws IOException {
    StudyConfiguration read = studies.read("stages = [{name = a, budget = 60 %}]");

    assertThatThrownBy(read::checkBudget)
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "a stage with a budget is a part of the search's time, but the search has no limit: set search.budget or search.until, or give --budget or --until");
    studies.read("search.budget = 1 h, stages = [{name = a, budget = 60 %}]").checkBudget();
  }
}
