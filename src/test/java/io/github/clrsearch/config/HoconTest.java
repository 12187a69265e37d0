package io.github.clrsearch.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.clrsearch.search.space.Constant;
import io.github.clrsearch.search.space.LogUniform;
import io.github.clrsearch.search.space.Uniform;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** HOCON in study files: includes, substitutions, and messages with a position. */
class HoconTest {
  @TempDir private Path folder;
  private StudyTexts studies;

  @BeforeEach
  void studies() throws IOException {
    studies = new StudyTexts(folder);
    studies.write(
        "base.conf",
        """
        study { name = base, seed = 3 }
        space { lambda = { log-uniform = [1e-5, 1e-1] }, m = 10 }
        """);
  }

  @Test
  void includesAFileBesideItAndPutsItsOwnKeysOverIt() throws IOException {
    StudyConfiguration read =
        studies.read("include \"base.conf\"\nstudy.name = own, space.lambda = 1e-3");

    assertThat(read.study().name()).isEqualTo("own");
    assertThat(read.study().seed()).isEqualTo(3);
    assertThat(read.study().space().distribution("m")).isEqualTo(new Constant(10));
    assertThat(read.study().space().distribution("lambda")).isEqualTo(new Constant(1e-3));
  }

  @Test
  void tellsHowToReplaceAnIncludedDistributionByAnother() throws IOException {
    assertThat(studies.problems("include \"base.conf\"\nspace.lambda = { uniform = [0, 1] }"))
        .singleElement()
        .asString()
        .endsWith(
            "HOCON merges objects; write space.lambda = null before the last one to replace the earlier ones");
    assertThat(
            studies
                .read(
                    "include \"base.conf\"\nspace.lambda = null, space.lambda { uniform = [0, 1] }")
                .study()
                .space()
                .distribution("lambda"))
        .isEqualTo(new Uniform(0, 1));
  }

  @Test
  void substitutesOwnKeysDefaultsAndWhatTheCommandLineSets() throws IOException {
    String text =
        """
        space { m = ${space.batch_size}, lambda { log-uniform = [${space.eta_min}, 1] } }
        study.name = study-${space.m}
        data.path = ${data.path}"/below"
        """;

    StudyConfiguration read = studies.read(text, "space.batch_size=25");

    assertThat(read.study().name()).isEqualTo("study-25");
    assertThat(read.study().space().distribution("m")).isEqualTo(new Constant(25));
    assertThat(read.study().space().distribution("lambda")).isEqualTo(new LogUniform(1e-5, 1));
    assertThat(read.data().path()).isEqualTo("data/cifar-10-batches-bin/below");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          study { name = | study.conf: 2: Expecting a value but got wrong token: end of file
          space.m = ${no.such.key} | study.conf: 2: Could not resolve substitution to a value: ${no.such.key}
          study.seed = 1 } | study.conf: 2: unbalanced close brace '}' with no open brace
          """)
  void tellsOfASyntaxErrorInOneLineWithItsPlace(String text, String problem) throws IOException {
    assertThat(studies.problems("# a study\n" + text)).containsExactly(problem);
  }

  @Test
  void tellsOfAProblemInTheFileThatHasIt() throws IOException {
    studies.write("bad.conf", "\nspace.m = 0");

    assertThat(studies.problems("study.seed = x\ninclude \"bad.conf\""))
        .containsExactly(
            "bad.conf: 2: space.m must be within [1, infinity], but is constant 0: correct it",
            "study.conf: 1: study.seed has type STRING rather than NUMBER");
  }

  @Test
  void tellsOfARequiredFileThatIsNotThere() throws IOException {
    assertThat(studies.problems("include required(\"none.conf\")"))
        .singleElement()
        .asString()
        .contains("none.conf");
  }

  @Test
  void refusesAFolderAndAFileThatIsNotThere() {
    assertThatThrownBy(() -> StudyReader.read(folder, List.of()))
        .hasMessage(
            "%s is a folder: name a study's configuration, such as conf/quickstart.conf", folder);
    assertThatThrownBy(() -> StudyReader.read(Path.of("none.conf"), List.of()))
        .hasMessage(
            "none.conf: file not found: name a study's configuration, such as conf/quickstart.conf");
  }
}
