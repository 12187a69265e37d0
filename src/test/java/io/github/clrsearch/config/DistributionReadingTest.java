package io.github.clrsearch.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clrsearch.search.Stage;
import io.github.clrsearch.search.space.Choice;
import io.github.clrsearch.search.space.Constant;
import io.github.clrsearch.search.space.Distribution;
import io.github.clrsearch.search.space.IntegerUniform;
import io.github.clrsearch.search.space.LogUniform;
import io.github.clrsearch.search.space.Uniform;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DistributionReadingTest {
  @TempDir private Path folder;
  private StudyTexts studies;

  @BeforeEach
  void studies() {
    studies = new StudyTexts(folder);
  }

  static Stream<Arguments> forms() {
    return Stream.of(
        Arguments.of("lambda", "0", new Constant(0)),
        Arguments.of("lambda", "1e-5", new Constant(1e-5)),
        Arguments.of("m", "50", new Constant(50)),
        Arguments.of("k", "2.0", new Constant(2)),
        Arguments.of("m", "\"50\"", new Constant(50)),
        Arguments.of("n_cycles", "0", new Constant(0)),
        Arguments.of("lambda", "{ log-uniform = [1e-5, 1e-1] }", new LogUniform(1e-5, 0.1)),
        Arguments.of("lambda", "{ log-uniform = [\"1e-5\", 0.1] }", new LogUniform(1e-5, 0.1)),
        Arguments.of("p_x", "{ uniform = [0.5, 1] }", new Uniform(0.5, 1)),
        Arguments.of("k", "{ integer = [2, 8] }", new IntegerUniform(2, 8)),
        Arguments.of("k", "{ integer = [2, 2] }", new IntegerUniform(2, 2)),
        Arguments.of("batch_size", "{ choice = [100, 50] }", Choice.of(100, 50)),
        Arguments.of("p_h", "{ choice = [0.5] }", Choice.of(0.5)));
  }

  @ParameterizedTest
  @MethodSource("forms")
  void readsADistributionOfTheStudy(String name, String form, Distribution expected)
      throws IOException {
    assertThat(studies.read("space." + name + " = " + form).study().space().distribution(name))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("forms")
  void readsADistributionOfAStage(String name, String form, Distribution expected)
      throws IOException {
    String text = "stages = [{ name = a, space { %s = %s } }]".formatted(name, form);

    assertThat(onlyStage(text).space()).isEqualTo(Map.of(name, expected));
  }

  @Test
  void replacesTheStudysDistributionByTheStages() throws IOException {
    StudyConfiguration read =
        studies.read(
            """
            space.lambda = { log-uniform = [1e-5, 1e-1] }
            stages = [
              { name = coarse }
              { name = fine, space { lambda = { uniform = [0, 1e-3] } } }
            ]
            """);

    assertThat(read.study().space().distribution("lambda")).isEqualTo(new LogUniform(1e-5, 0.1));
    assertThat(read.study().stages().get(0).space()).isEmpty();
    assertThat(read.study().stages().get(1).space())
        .isEqualTo(Map.of("lambda", new Uniform(0, 1e-3)));
  }

  @Test
  void replacesTheDistributionOfAllStagesByTheStages() throws IOException {
    StudyConfiguration read =
        studies.read(
            """
            stage.space { k = { integer = [2, 8] }, m = 10 }
            stages = [
              { name = coarse }
              { name = fine, space { k = { choice = [3, 5] } } }
            ]
            """);

    assertThat(read.study().stages())
        .extracting(Stage::space)
        .containsExactly(
            Map.of("k", new IntegerUniform(2, 8), "m", new Constant(10)),
            Map.of("k", Choice.of(3, 5), "m", new Constant(10)));
  }

  private Stage onlyStage(String text) throws IOException {
    return studies.read(text).study().stages().get(0);
  }
}
