package io.github.clrsearch.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.clrsearch.cli.console.TrainingConsole;
import io.github.clrsearch.config.StudyReader;
import io.github.clrsearch.store.Table1Row;
import io.github.clrsearch.store.TestedRow;
import io.github.clrsearch.workflow.FinalStudies;
import io.github.clrsearch.workflow.FinalStudies.Printed;
import io.github.clrsearch.workflow.OpenStudy;
import io.github.clrsearch.workflow.TableStudy;
import io.github.clrsearch.workflow.TestCase;
import io.github.clrsearch.workflow.TestCase.Predictor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Table1CommandTest {
  /** The second stage diverges. */
  private static final String STUDY =
      FinalStudies.DATA
          + """
          stages = [{ name = tc-2 }, { name = tc-4, space { eta_max = 1e30 } }]
          """;

  private static final List<TestCase> CASES =
      List.of(
          new TestCase(1, "tc-2", 1, List.of(), Predictor.NETWORK, 0.5230, 0.5184),
          new TestCase(2, "tc-2", 3, List.of(), Predictor.NETWORK, null, null),
          new TestCase(3, "tc-2", 3, List.of("b", "c"), Predictor.ENSEMBLE, 0.0, null),
          new TestCase(4, "tc-4", 3, List.of(), Predictor.NETWORK, null, null));

  @TempDir private Path folder;

  private Printed table(int seeds, int... only) throws Exception {
    TableStudy table =
        TableStudy.of(
            StudyReader.read(
                Files.writeString(folder.resolve("table.conf"), STUDY),
                List.of("train.seeds=" + seeds)),
            CASES);
    OpenStudy open = new FinalStudies(folder).open(table.configuration());
    List<TestCase> chosen =
        table.cases().stream()
            .filter(each -> only.length == 0 || List.of(boxed(only)).contains(each.number()))
            .toList();
    return FinalStudies.printed(
        open, () -> Table1Command.rows(open, table, chosen, new TrainingConsole(System.out)));
  }

  private static Integer[] boxed(int... numbers) {
    return Arrays.stream(numbers).boxed().toArray(Integer[]::new);
  }

  private static double tested(OpenStudy open, int cycle, String members, String combination) {
    TestedRow row =
        open.store().results().tests().stream()
            .filter(test -> test.stage().equals("tc-2") && test.cycle() == cycle)
            .findFirst()
            .orElseThrow();
    return row.test(members, combination).accuracy();
  }

  @Test
  void testsATrainingAtTheCyclesOfAllItsTestCases() throws Exception {
    Printed ran = table(1);
    OpenStudy open = ran.open();
    List<Table1Row> rows = open.store().results().table1();

    assertThat(open.store().trials())
        .extracting(end -> end.trial().toString())
        .containsExactly("tc-2/0", "tc-4/0");
    assertThat(rows).extracting(Table1Row::testCase).containsExactly(1, 2, 3, 4);
    assertThat(rows).extracting(Table1Row::trainings).containsExactly(1, 1, 1, 0);
    assertThat(rows)
        .extracting(Table1Row::accuracy)
        .containsExactly(
            tested(open, 1, "single", "none"),
            tested(open, 3, "single", "none"),
            tested(open, 3, "single", "none"),
            null);
    assertThat(rows.get(1).voteAccuracy()).isNull();
    assertThat(rows.get(2).voteAccuracy()).isEqualTo(tested(open, 3, "all", "vote"));
    assertThat(rows.get(2).meanAccuracy()).isEqualTo(tested(open, 3, "all", "mean"));
    assertThat(rows.get(0).reportAccuracy()).isEqualTo(0.523);
    assertThat(rows.get(0).nS()).isEqualTo(10);
    assertThat(ran.out())
        .contains("training tc-2 gives test cases 1 (cycle 1), 2 (cycle 3), 3 (cycle 3)\n")
        .contains("test accuracy in percent, one training each\n")
        .containsPattern(
            "(?m)^ 1 +0 +10 +1 +1 +1 +6 +- +52.30 +51.84 +\\d+.\\d\\d +- +- +[+-]\\d+.\\d\\d +[+-]\\d+.\\d\\d$")
        .containsPattern("(?m)^ 3 +0 +10 +3 +1 +1 +6 +b, c +0.00 +-( +\\d+.\\d\\d){3} +[+]\\S+ +-$")
        .containsPattern("(?m)^ 4 +0 +10 +3 +1 +1 +6( +-){8}$")
        .contains(
            "test case 4: only 0 trainings produced a network; the view trials has the reasons (stage tc-4)\n")
        .contains(
            "the data is synthetic, not CIFAR-10: these accuracies cannot be compared with the report\n");
  }

  @Test
  void resumesTheTableAfterSelectedTestCases() throws Exception {
    OpenStudy open = table(1, 1).open();
    assertThat(open.store().trials()).hasSize(1);
    assertThat(open.store().results().table1()).extracting(Table1Row::testCase).containsExactly(1);
    byte[] first =
        Files.readAllBytes(new FinalStudies(folder).file("tests/tc-2-00000-cycle-01.json"));

    table(1);

    assertThat(new FinalStudies(folder).file("tests/tc-2-00000-cycle-01.json"))
        .hasBinaryContent(first);
    assertThat(open.store().results().table1())
        .extracting(Table1Row::testCase)
        .containsExactly(1, 2, 3, 4);
  }

  @Test
  void printsMeanAndStandardDeviationOverSeeds() throws Exception {
    Printed ran = table(2, 1, 3);
    List<Double> single =
        ran.open().store().results().tests().stream()
            .filter(test -> test.cycle() == 1)
            .map(test -> test.test("single", "none").accuracy())
            .toList();
    Table1Row row = ran.open().store().results().table1().get(0);

    assertThat(single).hasSize(2);
    assertThat(row.trainings()).isEqualTo(2);
    assertThat(row.accuracy()).isCloseTo((single.get(0) + single.get(1)) / 2, within(1e-12));
    assertThat(row.accuracyDeviation())
        .isCloseTo(Math.abs(single.get(0) - single.get(1)) / Math.sqrt(2), within(1e-12));
    assertThat(ran.out())
        .contains("test accuracy in percent: mean of 2 trainings (standard deviation)\n")
        .containsPattern("(?m)^ 3 .* \\d+.\\d\\d \\(\\d+.\\d\\d\\) ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          table1 --only 1,13             | --only must name test cases of conf/table1.conf, which are [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], but got 13
          table1 --seeds 0               | --seeds must be at least 1, but got 0
          train conf/final.conf --seeds 0 | --seeds must be at least 1, but got 0
          """)
  void reportsWrongUsageBeforeSparkStarts(String line, String problem) throws IOException {
    Ran ran = Ran.line(line);

    assertThat(ran.status()).isEqualTo(2);
    assertThat(ran.problems()).startsWith("clr-search: " + problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          table1 none.conf               | none.conf: file not found: name a study's configuration, such as conf/quickstart.conf
          table1 conf/curves.conf        | stage curves: one setting is needed, but lambda, k have distributions: give each a number, such as --set space.lambda=...
          train conf/quickstart.conf     | one setting is needed, but lambda has a distribution: give each a number, such as --set space.lambda=...
          """)
  void reportsAnUnsuitableFileBeforeSparkStarts(String line, String problem) {
    Ran ran = Ran.line(line);

    assertThat(ran.status()).isEqualTo(2);
    assertThat(ran.problems()).singleElement().asString().endsWith(problem);
  }
}
