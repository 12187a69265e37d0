package clrsearch.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import clrsearch.cli.DataConfiguration.Format;
import clrsearch.search.Constant;
import clrsearch.search.IntegerUniform;
import clrsearch.search.LogUniform;
import clrsearch.search.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class StudyReaderTest {
  private static final String EXAMPLE =
      """
      study { name = coarse-to-fine, seed = 1 }
      data { path = data/cifar-10-batches-bin, format = auto, validation = 5000 }
      space {
        lambda   = { log-uniform = [1e-5, 1e-1] }
        k        = 2
        n_cycles = 2
        m        = 50
        p_x = 1, p_h = 1, eta_min = 1e-5, eta_max = 1e-1, batch_size = 100
      }
      stages = [
        { name = coarse, trials = 10 }
        { name = fine, trials = 10, refine = [lambda], space { n_cycles = 3 } }
      ]
      """;

  @TempDir private Path folder;

  static Stream<Path> studiesInConf() throws IOException {
    return Files.list(Path.of("conf"));
  }

  @Test
  void readsEveryPartOfAStudy() throws IOException {
    StudyConfiguration read = read(EXAMPLE);

    assertThat(read.study().name()).isEqualTo("coarse-to-fine");
    assertThat(read.study().space().distribution("lambda")).isEqualTo(new LogUniform(1e-5, 1e-1));
    assertThat(read.study().stages())
        .extracting(Stage::name, Stage::trials, Stage::refine)
        .containsExactly(tuple("coarse", 10, List.of()), tuple("fine", 10, List.of("lambda")));
    assertThat(read.study().stages().get(1).space()).containsEntry("n_cycles", new Constant(3));
    assertThat(read.data().format()).isEqualTo(Format.AUTO);
    assertThat(read.data().validation()).isEqualTo(5000);
    assertThat(read.measure().perCycle()).isEqualTo(9);
  }

  @Test
  void hasADefaultForEveryKey() throws IOException {
    StudyConfiguration read = read("");

    assertThat(read.study().space().dimensions()).isEmpty();
    assertThat(read.study().stages()).extracting(Stage::name).containsExactly("search");
    assertThat(read.maxConsecutiveFailures()).isEqualTo(5);
  }

  @ParameterizedTest
  @MethodSource("studiesInConf")
  void readsTheStudiesOfTheProject(Path study) {
    assertThat(StudyReader.read(study, List.of()).study()).isNotNull();
  }

  @Test
  void putsTheCommandLineOverTheFile() throws IOException {
    StudyConfiguration read =
        read(
            EXAMPLE,
            "space.m=100",
            "space.lambda={uniform=[0,1]}",
            "space.k={integer=[2,8]}",
            "stages.fine.trials=40",
            "data.validation=[data_batch_2.bin]");

    assertThat(read.study().space().distribution("m")).isEqualTo(new Constant(100));
    assertThat(read.study().space().distribution("lambda").toString()).contains("uniform [0, 1]");
    assertThat(read.study().space().distribution("k")).isEqualTo(new IntegerUniform(2, 8));
    assertThat(read.study().stages().get(1).trials()).isEqualTo(40);
    assertThat(read.study().stages().get(0).trials()).isEqualTo(10);
    assertThat(read.data().validationFiles()).containsExactly("data_batch_2.bin");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          studdy.seed = 1                     | did you mean 'study'?
          study.sead = 1                      | study.sead is no key of a study: did you mean 'seed'?
          data.validaton = 1                  | did you mean 'validation'?
          space.lamda = 1                     | did you mean 'lambda'?
          stages = [{name=a, trails=3}]       | stages[0].trails is no key of a study: did you mean 'trials'?
          stages = [{name=a, space{mm=3}}]    | stages[0].space.mm is no key of a study
          study.seed = many                   | study.seed has type STRING rather than NUMBER
          study.name = a/b                    | a/b
          stages = []                         | a study must have at least one stage, but has none
          stages = [{name=a},{name=a}]        | stage names must be unique, but 'a' is there twice
          stages = [{name=a, trials=0}]       | trials must be at least 1, but got 0
          stages = [{name=a, refine=[m]}]     | the first stage has nothing to refine
          space.lambda = {log-uniform=[0,1]}  | log-uniform
          space.lambda = {uniform=[2,1]}      | 2
          space.lambda = {normal=[0,1]}       | must be a number or one of
          space.lambda = -1                   | space.lambda
          space.k = 1.5                       | space.k must have integers only
          space.k = {uniform=[1,3]}           | space.k must have integers only
          space.p_x = 1.2                     | space.p_x
          space.m = 0                         | space.m
          space.batch_size = 0                | space.batch_size
          space.eta_min = 0.2                 | space.eta_min must not be above eta_max, but got constant 0.2 and constant 0.1
          stages=[{name=a, space{eta_max=1e-6}}] | stages.a.space.eta_min must not be above eta_max
          data.validation = 0                 | data.validation must be at least 1, but got 0
          data.format = png                   | data.format must be auto, cifar-10, cifar-100 or synthetic, but got 'png'
          measure.per-cycle = 0               | measure.per-cycle and measure.subset must be at least 1
          study { name =                      | study.conf
          """)
  void tellsWhatIsWrong(String text, String message) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(message);
  }

  @Test
  void tellsAllProblemsTogether() {
    assertThatThrownBy(() -> read("study.sead = 1\nspace.m = 0\ndata.validation = 0"))
        .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(3));
  }

  @Test
  void namesTheStagesWhereASettingReachesForNone() {
    assertThatThrownBy(() -> read(EXAMPLE, "stages.finer.trials=3"))
        .hasMessage("--set stages.finer.trials names no stage: the stages are [coarse, fine]");
  }

  @Test
  void refusesAFileThatIsNotThere() {
    assertThatThrownBy(() -> StudyReader.read(folder.resolve("none.conf"), List.of()))
        .hasMessageContaining("none.conf is no file: name a study's configuration");
  }

  private StudyConfiguration read(String text, String... settings) throws IOException {
    Path file = Files.writeString(folder.resolve("study.conf"), text);
    return StudyReader.read(file, List.of(settings));
  }
}
