package io.github.clrsearch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HelpTest {
  private static final List<String> COMMANDS =
      List.of(
          "init",
          "search",
          "train",
          "lr-range",
          "table1",
          "list",
          "show",
          "report",
          "pictures",
          "sql",
          "export",
          "predict",
          "delete",
          "data",
          "completion");

  private static final List<String> STATUSES =
      List.of(
          "Exit status:",
          "    0   done",
          "    1   failed: the reason is on standard error, in one line",
          "    2   wrong usage or configuration: one line per problem",
          "  130   interrupted: results so far are kept");

  private static Stream<String> commands() {
    return COMMANDS.stream();
  }

  private static Stream<String> everyCommand() {
    return Stream.concat(commands(), Stream.of("", "data fetch", "data check"));
  }

  @ParameterizedTest
  @MethodSource("everyCommand")
  void everyCommandShowsItsUsageStatusesAndExamples(String command) {
    Ran ran = Ran.line((command + " --help").strip());

    assertThat(ran.status()).isZero();
    assertThat(ran.err()).isEmpty();
    assertThat(ran.out()).startsWith(("Usage: clr-search " + command).strip() + " [-hV]");
    assertThat(ran.out().lines()).containsSubsequence(STATUSES).allMatch(l -> l.length() <= 100);
    assertThat(ran.out()).contains("./submit.sh " + command);
  }

  @ParameterizedTest
  @MethodSource("commands")
  void helpOfACommandIsWhatTheCommandSaysItself(String command) {
    assertThat(Ran.line("help " + command)).isEqualTo(Ran.line(command + " --help"));
  }

  @Test
  void listsEveryCommandInALineOfItsOwn() {
    String help = Ran.line("--help").out();

    assertThat(help).containsPattern("(?m)^  help +[A-Z].*[.:]$");
    for (String command : COMMANDS) {
      assertThat(help).containsPattern("(?m)^  " + command + " +[A-Z].*[.:]$");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          data fetch | cifar-10 or cifar-100 (default: cifar-10).
          data fetch | Folder to unpack into (default: data).
          data check | A folder, an archive, or a URI that Hadoop supports (default: data).
          sql        | table, csv, json or parquet (default: table; with --out, by the end of its name).
          export     | (default: single).
          export     | Output file, a path or a Hadoop URI (default: the study's name, in the current folder).
          predict    | Number of classes per image (default: 3).
          sql        | A study's folder, or its name in runs/; may be repeated (default: every study in runs/).
          list       | The folder with the studies' folders, a path or a Hadoop URI (default: runs).
          show       | Rows of the leaderboard (default: 10).
          table1     | A study whose stages are constant settings (default: conf/table1.conf).
          table1     | Only these test cases, by number (default: all).
          init       | A folder or archive with images, a path or a Hadoop URI (default: data/, or else generated images).
          train      | Number of networks, each with its own seed (default: train.seeds of the file).
          search     | The study's folder, a path or a Hadoop URI (default: runs/NAME).
          """)
  void showsDefaults(String command, String line) {
    // Where a line breaks depends on the widest option.
    assertThat(Ran.line(command + " --help").out().replaceAll("\\s+", " ")).contains(line);
  }

  @Test
  void dataAloneShowsItsUsageWithStatusTwo() {
    Ran ran = Ran.line("data");

    assertThat(ran.status()).isEqualTo(2);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.problems())
        .startsWith(
            "clr-search: data needs a command: fetch or check",
            "Usage: clr-search data [-hV] [--verbose] COMMAND");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--version", "-V", "search --version", "data fetch -V"})
  void tellsTheVersion(String line) {
    assertThat(Ran.line(line)).isEqualTo(new Ran(0, "clr-search development\n", ""));
  }
}
