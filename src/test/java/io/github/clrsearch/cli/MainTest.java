package io.github.clrsearch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.Command;

class MainTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                          | a command is missing                              | ''  | clr-search
          serch                       | unknown command 'serch'                        | Did you mean: clr-search search? | clr-search
          shw none --top 3            | unknown command 'shw'                         | Did you mean: clr-search show? | clr-search
          help serch                  | Unknown subcommand 'serch'.                       | ''  | clr-search
          search                      | Missing required parameter: 'STUDY.conf'          | ''  | clr-search search
          search a b                  | Unmatched argument at index 2: 'b'                | ''  | clr-search search
          search a --set              | Missing required parameter for option '--set' (KEY=VALUE) | '' | clr-search search
          search a --sett x=1         | Unknown options: '--sett', 'x=1'                  | Possible solutions: --set | clr-search search
          train                       | Missing required parameter: 'STUDY.conf'          | ''  | clr-search train
          lr-range                    | Missing required parameter: 'STUDY.conf'          | ''  | clr-search lr-range
          sql                         | 'Missing required argument (specify one of these): (QUERY | -f=FILE)' | ''  | clr-search sql
          sql SELECT --format xml     | Invalid value for option '--format': expected one of [TABLE, CSV, JSON, PARQUET] (case-insensitive) but was 'xml' | '' | clr-search sql
          data chek                   | Unmatched argument at index 1: 'chek'             | Did you mean: data check or data fetch? | clr-search data
          data check a b              | Unmatched argument at index 3: 'b'                | ''  | clr-search data check
          """)
  void tellsWrongUsageInTwoOrThreeLinesWithStatusTwo(
      String line, String problem, String suggestion, String command) {
    Ran ran = Ran.line(line);

    assertThat(ran.status()).isEqualTo(2);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.problems())
        .isEqualTo(
            suggestion.isEmpty()
                ? List.of("clr-search: " + problem, "See: " + command + " --help")
                : List.of("clr-search: " + problem, suggestion, "See: " + command + " --help"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          none.conf                                  | none.conf: file not found: name a study's configuration, such as conf/quickstart.conf
          conf                                       | conf is a folder: name a study's configuration, such as conf/quickstart.conf
          conf/quickstart.conf --set m               | --set must be key=value, such as space.m=100, but got 'm'
          conf/quickstart.conf --set space.mm=1      | --set space.mm: unknown key space.mm: did you mean 'space.m'?
          conf/quickstart.conf --set stages.x.k=1    | --set stages.x.k: unknown stage; the stages are [coarse, fine]
          """)
  void tellsAProblemOfAConfigurationInALineWithStatusTwo(String arguments, String problem) {
    for (String command : List.of("search", "train", "lr-range")) {
      Ran ran = Ran.line(command + " " + arguments);

      assertThat(ran.status()).isEqualTo(2);
      assertThat(ran.problems()).containsExactly("clr-search: " + problem);
    }
  }

  @Test
  void tellsEveryProblemOfAConfiguration() throws Exception {
    Path file = Files.writeString(folder.resolve("bad.conf"), "space.m = 0\nstudy.sed = 1\n");

    Ran ran = Ran.command("search", file.toString());

    assertThat(ran.status()).isEqualTo(2);
    assertThat(ran.problems())
        .containsExactly(
            "clr-search: %s: 1: space.m must be within [1, infinity], but is constant 0: correct it"
                .formatted(file),
            "clr-search: %s: 2: unknown key study.sed: did you mean 'study.seed'?".formatted(file));
  }

  @Test
  void showsTheStackTraceOfAFailureOnlyWhenAskedTo() {
    Ran brief = Ran.line("data fetch cifar-11");
    Ran verbose = Ran.line("data fetch cifar-11 --verbose");

    assertThat(brief.status()).isEqualTo(1);
    assertThat(brief.problems())
        .containsExactly(
            "clr-search: data fetch downloads cifar-10 or cifar-100, but got 'cifar-11'");
    assertThat(verbose.status()).isEqualTo(1);
    assertThat(verbose.err())
        .startsWith(brief.err())
        .contains("\tat io.github.clrsearch.cli.DataCommand");
    assertThat(Ran.line("--verbose data fetch cifar-11").err())
        .contains("\tat io.github.clrsearch");
  }

  @Test
  void tellsAnErrorOfTheJvmInALineWithStatusOne() {
    assertThat(problems(new OutOfMemoryError("Java heap space"), "fail"))
        .singleElement()
        .asString()
        .matches(
            "clr-search: the driver has too little memory: Java heap space \\(heap of \\d+ MiB\\)\\..* --driver-memory .*");
    assertThat(problems(new StackOverflowError(), "fail"))
        .containsExactly(
            "clr-search: the configuration or query is nested too deeply: use fewer levels of brackets");
    assertThat(problems(new NoClassDefFoundError("org/apache/Missing"), "fail"))
        .containsExactly(
            "clr-search: unexpected NoClassDefFoundError: org/apache/Missing (use --verbose for the stack trace)");
    assertThat(problems(new NoClassDefFoundError("org/apache/Missing"), "--verbose", "fail"))
        .startsWith("clr-search: unexpected NoClassDefFoundError: org/apache/Missing")
        .hasSizeGreaterThan(1);
  }

  private static List<String> problems(Error error, String... arguments) {
    StringWriter problems = new StringWriter();
    int status =
        Main.commandLine()
            .addSubcommand("fail", new Failing(error))
            .setErr(new PrintWriter(problems))
            .execute(arguments);
    assertThat(status).isEqualTo(1);
    return problems.toString().lines().toList();
  }

  @Command
  record Failing(Error error) implements Runnable {
    @Override
    public void run() {
      throw error;
    }
  }
}
