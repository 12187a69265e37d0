package io.github.clrsearch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clrsearch.config.StudyConfiguration;
import io.github.clrsearch.config.StudyReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Configurations of programs: bad ones, commands that they are not for, and new ones. */
class ProgramInputTest {
  private static final String GOOD =
      """
      objective {
        command = [sh, train.sh]
        metric { name = loss, direction = minimize }
        cycles-by = n_epochs
      }
      space { lr = { log-uniform = [1e-5, 1] }, act = { choice = [relu, gelu] }, n_epochs = 3 }
      """;

  @TempDir private Path folder;

  private Path study(String text) throws IOException {
    return Files.writeString(folder.resolve("study.conf"), text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          objective.command = [""]                      | objective.command must be a program and its arguments
          objective.command = sh                        | objective.command
          objective.files = [none.py]                   | objective.files: none.py: file not found; correct it (
          objective.comand = [sh]                       | did you mean 'objective.command'?
          objective.metric.name = Loss                  | the name of a metric must be a lower-case letter
          objective.metric.name = lr                    | a metric must not be named 'lr', which is a hyperparameter
          objective.metric.name = null                  | objective.metric must have a name and a direction
          objective.metric.direction = lower            | it must be maximize or minimize, but got 'lower'
          objective.metric.examples = 0                 | objective.metric.examples must be at least 1
          objective.metric.standard-error = -1          | objective.metric
          objective.cycles-by = epochs                  | objective.cycles-by is epochs, but space has [act, lr, n_epochs]
          objective.cycles-by = null, space.n_cycles = 3 | space.n_cycles counts the reports of a program
          objective.cpus = 0                            | objective.cpus must be at least 1
          space.n_epochs = 0                            | space.n_epochs counts reports and must have integers from 1
          space.n_epochs = { choice = [a, b] }          | space.n_epochs counts reports and must have integers from 1
          space.act = { choice = [relu, 3] }            | space.act: choice must be a list of numbers, but got [relu, 3]
          space.act = "two words"                       | space.act: a word must have 1 to 64 letters
          space.drop = { quantized = [0, 1, 0.3] }      | space.drop: quantized must have [min, max, step]
          space.drop = null                             | space.drop must be a number or one of
          space.drop { rate = 1 }                       | space.drop must be a number or one of
          space.Width = 3                               | the name of a hyperparameter must be a lower-case letter
          space.seed = 3                                | a hyperparameter must not be named 'seed'
          space.search_seed = 3                         | space.search_seed: variables CLR_SEARCH_... of a program are those of clr-search: rename it
          data.path = images                            | data belongs to the built-in training and has no effect
          search.objective = validation_loss            | search.objective belongs to the built-in training
          stages = [{ name = a }, { name = b, refine = [width] }] | refine must name dimensions of the space
          stages = [{ name = a, points = [{ width = 3 }] }] | unknown hyperparameter 'width': the hyperparameters are act, lr, n_epochs
          stages = [{ name = a, points = [{ act = tanh }] }] | act must be within the space of the stage, choice [relu, gelu], but is tanh
          """)
  void aBadStudyOfAProgramIsOneLine(String text, String fragment) throws IOException {
    Ran ran =
        Ran.command(
            "search",
            study(GOOD + text + "\n").toString(),
            "--out",
            folder.resolve("out").toString());
    assertThat(ran.status()).isEqualTo(2);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.problems()).hasSizeBetween(1, 2);
    assertThat(ran.err()).contains(fragment).doesNotContain("\tat ", "Exception");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void theSectionWithoutACommandHasNoEffect() throws IOException {
    Ran ran = Ran.command("search", study("objective.files = [a.py]\n").toString());
    assertThat(ran.status()).isEqualTo(2);
    assertThat(ran.err())
        .contains("objective.files has no effect without objective.command: add the command");
  }

  @ParameterizedTest
  @CsvSource({"train", "lr-range", "table1"})
  void commandsForNetworksSaySo(String command) throws IOException {
    Ran ran = Ran.command(command, study(GOOD).toString());
    assertThat(ran.status()).isEqualTo(2);
    assertThat(ran.problems())
        .singleElement()
        .asString()
        .contains("this command is for networks of the built-in training");
  }

  @Test
  void initWritesAStudyOfAProgram() throws IOException {
    Path train = Files.writeString(folder.resolve("train.py"), "");
    Files.writeString(folder.resolve("clr_search.py"), "");
    Ran ran =
        Ran.command(
            "init", folder.resolve("mine").toString(), "--command", "python3", train.toString());
    assertThat(ran.status()).isZero();
    StudyConfiguration written = StudyReader.read(folder.resolve("mine.conf"), List.of());
    assertThat(written.program().orElseThrow().command()).containsExactly("python3", "train.py");
    assertThat(written.program().orElseThrow().files())
        .containsExactly(train.toString(), folder.resolve("clr_search.py").toString());
    assertThat(written.study().space().dimensions()).containsExactly("lr");
    assertThat(Ran.command("init", "x", "--data", ".", "--command", "a").status()).isEqualTo(2);
  }
}
