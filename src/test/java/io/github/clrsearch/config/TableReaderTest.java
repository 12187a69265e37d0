package io.github.clrsearch.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.clrsearch.config.TableReader.Table;
import io.github.clrsearch.config.TestCase.Predictor;
import io.github.clrsearch.workflow.TableTraining;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableReaderTest {
  @TempDir private Path folder;

  private Table read(String text, String... settings) throws IOException {
    return TableReader.read(
        Files.writeString(folder.resolve("table.conf"), text), List.of(), List.of(settings));
  }

  private List<String> problems(String text, String... settings) {
    ConfigurationException problems =
        catchThrowableOfType(ConfigurationException.class, () -> read(text, settings));
    return problems == null
        ? List.of()
        : problems.getMessage().replace(folder + "/", "").lines().toList();
  }

  private static String line(TestCase of) {
    return "%d %s %s %s %s %s"
        .formatted(
            of.number(),
            of.setting().only(List.of("lambda", "k", "n_cycles", "m", "p_x", "p_h")),
            of.improvements(),
            of.answers(),
            of.report(),
            of.pytorch());
  }

  @Test
  void theProjectsTableIsTheReports() {
    assertThat(TableReader.read(Path.of("conf/table1.conf"), List.of(), List.of()).cases())
        .extracting(TableReaderTest::line)
        .containsExactly(
            "1 lambda=0.002584 k=2 n_cycles=3 m=50 p_x=1 p_h=1 [] NETWORK 52.3 51.84",
            "2 lambda=0.002584 k=2 n_cycles=5 m=50 p_x=1 p_h=1 [] NETWORK 52.25 52.37",
            "3 lambda=0 k=2 n_cycles=5 m=50 p_x=1 p_h=1 [] NETWORK 49.34 50.74",
            "4 lambda=0.003848 k=5 n_cycles=5 m=50 p_x=1 p_h=1 [a] NETWORK 52.56 53.12",
            "5 lambda=1.2e-5 k=2 n_cycles=3 m=100 p_x=1 p_h=1 [b] NETWORK 53.32 53.07",
            "6 lambda=0.00229 k=2 n_cycles=3 m=200 p_x=1 p_h=1 [b] NETWORK 55.27 54.83",
            "7 lambda=0.002608 k=2 n_cycles=3 m=500 p_x=1 p_h=1 [b] NETWORK 56.09 56.02",
            "8 lambda=0.00051 k=2 n_cycles=3 m=1000 p_x=1 p_h=1 [b] NETWORK 56.8 56.9",
            "9 lambda=0.002584 k=2 n_cycles=5 m=50 p_x=1 p_h=1 [c] ENSEMBLE 52.58 52.48",
            "10 lambda=0 k=2 n_cycles=5 m=50 p_x=0.8 p_h=0.8 [d] NETWORK 51.75 50.75",
            "11 lambda=0.00051 k=5 n_cycles=5 m=1000 p_x=1 p_h=1 [b, c] ENSEMBLE 57.14 57.86",
            "12 lambda=0.00051 k=5 n_cycles=5 m=1000 p_x=0.8 p_h=0.8 [b, c, d] ENSEMBLE 58.04 58.71");
  }

  @Test
  void testCasesOfOneSettingButForTheirCyclesAreOneTraining() {
    List<TestCase> cases =
        TableReader.read(Path.of("conf/table1.conf"), List.of(), List.of()).cases();

    assertThat(TableTraining.of(cases))
        .extracting(
            training ->
                training.name() + " " + training.cases().stream().map(TestCase::number).toList())
        .containsExactly(
            "tc-2 [1, 2, 9]",
            "tc-3 [3]",
            "tc-4 [4]",
            "tc-5 [5]",
            "tc-6 [6]",
            "tc-7 [7]",
            "tc-8 [8]",
            "tc-10 [10]",
            "tc-11 [11]",
            "tc-12 [12]");
    assertThat(TableTraining.of(cases).get(0).longest().cycles()).isEqualTo(5);
  }

  @Test
  void aTestCaseHasDefaultsAndTheStudysSpaceBelowIt() throws IOException {
    Table table =
        read(
            """
            space { m = 7, lambda = { log-uniform = [1e-5, 1e-1] } }
            table1 {
              case { space { p_h = 0.5 }, answers = ensemble }
              cases = [{ number = 3, space { lambda = 0.1 } }, { number = 1, space { lambda = 1, p_h = 1 } }]
            }
            """,
            "space.k=4");

    assertThat(table.cases())
        .extracting(TableReaderTest::line)
        .containsExactly(
            "3 lambda=0.1 k=4 n_cycles=2 m=7 p_x=1 p_h=0.5 [] ENSEMBLE NaN NaN",
            "1 lambda=1 k=4 n_cycles=2 m=7 p_x=1 p_h=1 [] ENSEMBLE NaN NaN");
    assertThat(table.cases().get(0).answers()).isEqualTo(Predictor.ENSEMBLE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          cases = 3                                        | table1.cases must be a list, such as [{ number = 1, space { m = 50 } }], but got 3
          cases = [3, { number = 1 }]                      | table1.cases[0] must be a section { ... }, but got 3
          cases = [{ space { m = 1 } }]                    | table1.cases[0] must have a number, such as number = 1
          cases = [{ number = 0 }]                         | number must be at least 1, but got 0
          cases = [{ number = 2 }, { number = 2 }]         | table1.cases[1]: number 2 is there twice: give each test case one of its own
          cases = [{ number = 1, spaec { m = 1 } }]        | table1.cases[0].spaec is no key of a study: did you mean 'table1.cases[0].space'?
          cases = [{ number = 1, lambda = 1 }]             | table1.cases[0].lambda is no key of a study: did you mean 'table1.cases[0].space.lambda'?
          cases = [{ number = 1, space { m = 0 } }]        | table1.cases[0].space.m must be within [1, infinity], but is constant 0: correct it
          cases = [{ number = 1, space { m = { choice = [1, 2] } } }] | table1.cases[0].space: one setting is needed, but m has a distribution: give each a number, such as --set space.m=...
          cases = [{ number = 1, space { n_cycles = 0 } }] | table1.cases[0].space: n_cycles must be in 1 .. 99 for there to be a network to test, but is n_cycles=0
          cases = [{ number = 1, answers = both }]         | table1.cases[0].answers must be network or ensemble, but got 'both'
          cases = [{ number = 1, report = 0.5230e4 }]      | table1.cases[0].report must be a percentage in 0 .. 100, but got 5230.0
          """)
  void tellsWhatIsWrongWithATestCase(String text, String problem) {
    assertThat(problems("table1." + text)).containsExactly("table.conf: 1: " + problem);
  }

  @Test
  void aTableWithoutATestCaseIsRefused() {
    assertThat(problems("table1.cases = []"))
        .containsExactly(
            "table.conf has no test case in table1.cases: take conf/table1.conf, or add { number = 1, space { ... } }");
  }

  @Test
  void tellsAllProblemsTogether() {
    assertThat(
            problems(
                """
                study.seed = many
                table1.cases = [
                  { number = 1, answers = both }
                  { number = 1, space { k = 0 } }
                ]
                """))
        .extracting(line -> line.substring(0, line.indexOf(": ", 12)))
        .containsExactly("table.conf: 1", "table.conf: 3", "table.conf: 4", "table.conf: 4");
  }
}
