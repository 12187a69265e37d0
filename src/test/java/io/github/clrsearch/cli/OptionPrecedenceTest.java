package io.github.clrsearch.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.clrsearch.config.Assignment;
import io.github.clrsearch.config.ConfigurationException;
import io.github.clrsearch.config.StudyReader;
import io.github.clrsearch.config.StudyTexts;
import io.github.clrsearch.search.Stage;
import io.github.clrsearch.search.Study;
import io.github.clrsearch.search.space.Constant;
import io.github.clrsearch.search.space.SearchSpace;
import io.github.clrsearch.search.space.Setting;
import io.github.clrsearch.search.space.Uniform;
import io.github.clrsearch.search.trial.Trial;
import io.github.clrsearch.store.Studies;
import io.github.clrsearch.store.StudyStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** {@code --set} overrides all other options, and these override the file. */
class OptionPrecedenceTest {
  /** A file for a search: {@code train} cannot use its distributions and its stages. */
  private static final String FILE =
      """
      space { lambda { log-uniform = [1e-5, 1e-1] }, m = 10, k = 4, eta_max = 0.4, p_h = 0.9 }
      stages = [{ name = coarse }, { name = fine, refine = [lambda] }]
      train.seeds = 2
      """;

  @TempDir private Path folder;
  private Path best;
  private Path range;

  @BeforeEach
  void keepASearchAndARangeTest() {
    best = folder.resolve("best");
    range = folder.resolve("range");
    Setting setting = new Setting(Map.of("lambda", 0.01, "m", 20.0, "eta_max", 0.3));
    Study study = new Study("s", 1, SearchSpace.of(setting), List.of(Stage.of("coarse", 1)));
    StudyStore store = Studies.begin(best, study);
    store.append(Studies.of(new Trial("s", "coarse", 0, 0, 1, setting), 0.5));
    SuggestedRatesTest.rangeTest(range, SuggestedRatesTest.rising());
  }

  private String file(String text) throws IOException {
    return new StudyTexts(folder).write("study.conf", text).toString();
  }

  private TrainCommand train(String... arguments) throws IOException {
    List<String> all = new ArrayList<>(List.of(file(FILE)));
    all.addAll(List.of(arguments));
    return CommandLine.populateCommand(new TrainCommand(), all.toArray(String[]::new));
  }

  private static double of(TrainCommand command, String name) {
    return command.configuration(command.found()).study().space().onlySetting().value(name);
  }

  @Test
  void ofTwoOptionsThatGiveAValueTheMoreSpecificWins() throws IOException {
    String of = best.toString();
    String use = range.toString();

    assertThat(of(train("--best-of", of), "eta_max")).isEqualTo(0.3);
    assertThat(of(train("--best-of", of, "--use-suggested", use), "eta_max"))
        .isBetween(0.045, 0.051);
    assertThat(of(train("--use-suggested", use, "--best-of", of), "eta_max"))
        .isBetween(0.045, 0.051);
    String[] all = {
      "--set", "space.eta_max=0.2", "--use-suggested", use, "--best-of", of, "--set", "space.m=30"
    };
    assertThat(of(train(all), "eta_max")).isEqualTo(0.2);
    assertThat(of(train(all), "eta_min")).isEqualTo(0.01);
    assertThat(of(train(all), "m")).isEqualTo(30);
    assertThat(of(train(all), "lambda")).isEqualTo(0.01);
    assertThat(of(train(all), "k")).isEqualTo(4);
  }

  @Test
  void theHeaderSaysWhichOptionGaveWhat() throws IOException {
    StudyOptions options =
        CommandLine.populateCommand(
            new StudyOptions(), file(FILE), "--set", "space.m=30", "--set", "study.seed=4");

    assertThat(
            options.sources(
                List.of(
                    Assignment.ofHyperparameter("--best-of a", "lambda", 0.01),
                    Assignment.ofHyperparameter("--best-of a", "m", 20),
                    Assignment.ofHyperparameter("--best-of a", "eta_max", 0.3),
                    Assignment.ofHyperparameter("--use-suggested b", "eta_max", 0.05))))
        .containsExactly(
            "lambda=0.01 from --best-of a",
            "eta_max=0.05 from --use-suggested b",
            "m=30 from --set");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          space.m=30                         | m=30 from --set
          space={m=30}                       | space={"m":30} from --set
          space.m={integer=[2, 8]}           | m={"integer":[2,8]} from --set
          space.m.integer=[2, 8]             | m.integer=[2,8] from --set
          """)
  void whatSetReplacesIsNotAmongIt(String setting, String line) throws IOException {
    StudyOptions options =
        CommandLine.populateCommand(new StudyOptions(), file(FILE), "--set", setting);

    assertThat(options.sources(List.of(Assignment.ofHyperparameter("--best-of a", "m", 20))))
        .containsExactly(line);
  }

  @Test
  void theNumberOfNetworksFollowsTheSameRule() throws IOException {
    assertThat(seeds(train("--set", "space.lambda=1"))).isEqualTo(2);
    assertThat(seeds(train("--set", "space.lambda=1", "--seeds", "3"))).isEqualTo(3);
    assertThat(seeds(train("--seeds", "3", "--set", "space.lambda=1", "--set", "train.seeds=4")))
        .isEqualTo(4);
  }

  private static int seeds(TrainCommand command) {
    return command.configuration(command.found()).study().stages().get(0).trials();
  }

  @Test
  void suggestedRatesAreThoseOfAllStagesButWhereSetNamesOne() throws IOException {
    Path study =
        Path.of(
            file(
                """
                stage.space.eta_max { uniform = [0.1, 0.2] }
                stages = [
                  { name = a, space { eta_max = 0.5, m = 7 } }
                  { name = b, space.eta_max { uniform = [0.1, 0.3] } }
                  { name = c }
                ]
                """));
    List<Assignment> suggested =
        List.of(Assignment.ofHyperparameter("--use-suggested x", "eta_max", 0.05));

    List<Stage> stages =
        StudyReader.read(study, suggested, List.of("stages.b.space.eta_max={uniform=[0.5,0.6]}"))
            .study()
            .stages();

    assertThat(stages.get(0).space()).isEqualTo(Map.of("m", new Constant(7)));
    assertThat(stages.get(1).space()).isEqualTo(Map.of("eta_max", new Uniform(0.5, 0.6)));
    assertThat(stages.get(2).space()).isEmpty();
  }

  @Test
  void whatAnOptionFindsIsCheckedAsTheFilesValuesAre() throws IOException {
    Path study = Path.of(file("stages = [{name=a}, {name=b, refine=[eta_max]}]\nspace.m = 0"));
    List<Assignment> found =
        List.of(
            Assignment.ofHyperparameter("--best-of x", "depth", 3),
            Assignment.ofHyperparameter("--use-suggested x", "eta_max", 0.05));

    ConfigurationException problems =
        catchThrowableOfType(
            ConfigurationException.class, () -> StudyReader.read(study, found, List.of()));

    assertThat(problems.getMessage().replace(folder + "/", "").lines())
        .containsExactly(
            "--best-of x: unknown key space.depth: not supported; the network has one hidden layer of m ReLU units",
            "study.conf: 1: stage b: a constant cannot be refined, but eta_max is constant 0.05: give it a distribution in an earlier stage or remove it from refine",
            "study.conf: 2: space.m must be within [1, infinity], but is constant 0: correct it");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          lr-range | space.eta_max=1       | --set space.eta_max: space.eta_max has no effect on this command: the learning rate rises to lr-range.eta-max; set that instead
          lr-range | space.lambda=1        | --set space.lambda: space.lambda has no effect on this command: it trains without a penalty; remove the option
          lr-range | measure.per-cycle=5   | --set measure.per-cycle: measure.per-cycle has no effect on this command: it measures lr-range.points times; set that instead
          train    | data.validation=500   | --set data.validation: data.validation has no effect on this command: final networks use train.validation; set that instead
          table1   | data.validation=500   | --set data.validation: data.validation has no effect on this command: final networks use train.validation; set that instead
          """)
  void whatACommandTakesFromAnotherKeyIsRefused(String command, String setting, String problem)
      throws IOException {
    Ran ran = Ran.command(command, file(""), "--set", setting, "--set", "x=1");

    assertThat(ran.status()).isEqualTo(2);
    assertThat(ran.problems()).hasSize(2).first().isEqualTo("clr-search: " + problem);
  }

  @Test
  void helpSaysWhichOptionWins() {
    assertThat(Ran.line("train --help").out().replaceAll("\\s+", " "))
        .contains("of every other option.")
        .contains("--use-suggested and --set override them.")
        .contains("for all stages. --set overrides it.")
        .contains("--set train.seeds overrides it.");
  }
}
