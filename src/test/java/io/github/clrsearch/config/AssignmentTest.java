package io.github.clrsearch.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clrsearch.search.SearchingStage;
import io.github.clrsearch.search.Stage;
import io.github.clrsearch.search.space.Choice;
import io.github.clrsearch.search.space.Constant;
import io.github.clrsearch.search.space.LogUniform;
import io.github.clrsearch.search.space.Uniform;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AssignmentTest {
  private static final String STUDY =
      """
      study.name = file
      space.lambda = { log-uniform = [1e-5, 1e-1] }
      stages = [
        { name = coarse, trials = 10 }
        { name = coarse.2, trials = 11 }
        { name = fine, trials = 12, refine = [lambda], space { k = { integer = [2, 4] } } }
      ]
      """;

  @TempDir private Path folder;
  private StudyTexts studies;

  @BeforeEach
  void studies() {
    studies = new StudyTexts(folder);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          data.path=/data/cifar 10/#1            | /data/cifar 10/#1
          data.path=hdfs://host:8020/cifar-10    | hdfs://host:8020/cifar-10
          data.path="s3a://bucket/a b"           | s3a://bucket/a b
          data.path = data                       | data
          data.path="${study.name}"              | ${study.name}
          data.path=${study.name}/x              | file/x
          data.path=a=b                          | a=b
          """)
  void takesPathsAndUrisAsTheyAre(String setting, String path) throws IOException {
    assertThat(studies.read(STUDY, setting).data().path()).isEqualTo(path);
  }

  @Test
  void putsNumbersDistributionsAndListsOverTheFile() throws IOException {
    StudyConfiguration read =
        studies.read(
            STUDY,
            "study.seed=7",
            "space.m=100",
            "space.lambda={uniform=[0,1]}",
            "space.p_x={ choice = [0.5, 1] }",
            "data.training=[data_batch_1.bin]",
            "data.validation=[data_batch_2.bin]",
            "measure.subset=1e3");

    assertThat(read.study().seed()).isEqualTo(7);
    assertThat(read.study().space().distribution("m")).isEqualTo(new Constant(100));
    assertThat(read.study().space().distribution("lambda")).isEqualTo(new Uniform(0, 1));
    assertThat(read.study().space().distribution("p_x")).isEqualTo(Choice.of(0.5, 1));
    assertThat(read.data().options().files().training()).containsExactly("data_batch_1.bin");
    assertThat(read.data().options().files().validation()).containsExactly("data_batch_2.bin");
    assertThat(read.measure().subset()).isEqualTo(1000);
  }

  @Test
  void takesTheLastOfSeveralForOneKey() throws IOException {
    assertThat(studies.read(STUDY, "study.seed=7", "study.seed=8").study().seed()).isEqualTo(8);
  }

  @ParameterizedTest
  @CsvSource({"coarse,100,11,12", "coarse.2,10,100,12", "fine,10,11,100"})
  void reachesIntoTheStageOfThatNameAlone(String name, int coarse, int coarse2, int fine)
      throws IOException {
    assertThat(studies.read(STUDY, "stages.%s.trials=100".formatted(name)).study().stages())
        .extracting(Stage::trials)
        .containsExactly(coarse, coarse2, fine);
  }

  @Test
  void replacesAStagesDistributionAndList() throws IOException {
    Stage fine =
        studies
            .read(
                STUDY,
                "stages.fine.space.k={choice=[3,5]}",
                "stages.fine.space.lambda={log-uniform=[1e-4,1e-2]}",
                "stages.fine.refine=[]")
            .study()
            .stages()
            .get(2);

    assertThat(((SearchingStage) fine).refine()).isEmpty();
    assertThat(fine.space())
        .isEqualTo(Map.of("lambda", new LogUniform(1e-4, 1e-2), "k", Choice.of(3, 5)));
  }

  @Test
  void reachesIntoTheDefaultStageAndIntoStagesThatItSetsItself() throws IOException {
    assertThat(studies.read("", "stages.search.trials=3").study().stages())
        .containsExactly(Stage.of("search", 3));
    assertThat(
            studies
                .read(STUDY, "stages.only.trials=4", "stages=[{ name = only }]")
                .study()
                .stages())
        .containsExactly(Stage.of("only", 4));
  }

  @Test
  void reachesIntoAStageBesideSubstitutions() throws IOException {
    String text = "space.m = ${stage.trials}, stages = [{ name = a, trials = ${space.k} }]";

    assertThat(studies.read(text, "stages.a.refine=[]", "space.k=3").study().stages())
        .containsExactly(Stage.of("a", 3));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          m                      | --set must be key=value, such as space.m=100, but got 'm'
          =3                     | --set must be key=value, such as space.m=100, but got '=3'
          space.m=               | --set must be key=value, such as space.m=100, but got 'space.m='
          space..m=3             | --set must be key=value, such as space.m=100, but got 'space..m=3'
          space.m={uniform=[1    | --set space.m: List should have ended with ] or had a comma, instead had token: end of file
          stages.finer.trials=3  | --set stages.finer.trials: unknown stage; the stages are [coarse, coarse.2, fine]
          stages.fine=3          | --set stages.fine: unknown stage; the stages are [coarse, coarse.2, fine]
          stages.fine.trails=3   | --set stages.fine.trails: unknown key stages.fine.trails: did you mean 'stages.fine.trials'?
          stages.fine.trials=0   | --set stages.fine.trials: stages.fine.trials must be at least 1, but got 0
          space.mm=1             | --set space.mm: unknown key space.mm: did you mean 'space.m'?
          m=1                    | --set m: unknown key m: did you mean 'space.m'?
          space.m=0              | --set space.m: space.m must be within [1, infinity], but is constant 0: correct it
          study.seed=many        | --set study.seed: study.seed has type STRING rather than NUMBER
          space.m=${none}        | --set space.m: Could not resolve substitution to a value: ${none}
          """)
  void tellsWhatIsWrongWithOne(String setting, String problem) throws IOException {
    assertThat(studies.problems(STUDY, setting)).containsExactly(problem);
  }

  @Test
  void tellsWhatIsWrongWithSeveralTogether() throws IOException {
    assertThat(studies.problems(STUDY, "m", "space.m=0", "stages.x.trials=1", "study.sed=1"))
        .isEqualTo(
            List.of(
                "--set space.m: space.m must be within [1, infinity], but is constant 0: correct it",
                "--set study.sed: unknown key study.sed: did you mean 'study.seed'?",
                "--set must be key=value, such as space.m=100, but got 'm'",
                "--set stages.x.trials: unknown stage; the stages are [coarse, coarse.2, fine]"));
  }
}
