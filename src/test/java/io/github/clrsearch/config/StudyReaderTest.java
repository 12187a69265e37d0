package io.github.clrsearch.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.clrsearch.cluster.SparkSearch;
import io.github.clrsearch.config.DataConfiguration.Format;
import io.github.clrsearch.config.DataConfiguration.Missing;
import io.github.clrsearch.config.DataConfiguration.Synthetic;
import io.github.clrsearch.config.StudyConfiguration.CompareBy;
import io.github.clrsearch.config.StudyConfiguration.RangeTestPlan;
import io.github.clrsearch.config.StudyConfiguration.Rise;
import io.github.clrsearch.config.StudyConfiguration.Search;
import io.github.clrsearch.config.StudyConfiguration.States;
import io.github.clrsearch.config.StudyConfiguration.Tracking;
import io.github.clrsearch.config.StudyConfiguration.Train;
import io.github.clrsearch.data.formats.DataOptions;
import io.github.clrsearch.search.Grouping;
import io.github.clrsearch.search.Stage;
import io.github.clrsearch.search.Study;
import io.github.clrsearch.search.budget.TimeBudget;
import io.github.clrsearch.search.space.Constant;
import io.github.clrsearch.search.space.Distribution;
import io.github.clrsearch.search.space.LogUniform;
import io.github.clrsearch.search.space.SearchSpace;
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

/** A study is read from its file, with a default for every key. */
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
              DataOptions.NONE,
              5000,
              0,
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
}
