package clrsearch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                                  | a command is missing
          serch                               | Did you mean
          search                              | Missing required parameter: 'STUDY.conf'
          search a.conf --sett x=1            | Unknown options: '--sett', 'x=1'
          sql SELECT --format xml             | Invalid value for option '--format'
          search none.conf                    | none.conf is no file
          search conf/quickstart.conf --set m | --set must be key=value, but got 'm'
          search conf/quickstart.conf --set space.mm=1 | did you mean 'm'?
          """)
  void tellsWrongUsageInALineOrTwoWithStatusTwo(String arguments, String message) {
    Output output = run(arguments.isEmpty() ? new String[0] : arguments.split(" "));

    assertThat(output.status()).isEqualTo(2);
    assertThat(output.err()).contains(message).doesNotContain("\tat ");
    assertThat(output.err().lines().count()).isLessThanOrEqualTo(4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"search", "train", "lr-range", "sql", "data"})
  void helpsWithEveryCommand(String command) {
    Output output = run(command, "--help");

    assertThat(output.status()).isZero();
    assertThat(output.out()).contains("Usage: clr-search " + command);
  }

  @Test
  void failsInOneLineWhereDataIsNoData() throws Exception {
    Files.writeString(folder.resolve("data_batch_1.bin"), "short");

    Output output = run("data", "check", folder.toString());

    assertThat(output.status()).isEqualTo(1);
    assertThat(output.out()).contains("data_batch_1.bin");
  }

  @Test
  void showsTheStackTraceOnlyWhenAskedTo() {
    assertThat(run("data", "fetch", "cifar-11").err())
        .isEqualToIgnoringNewLines(
            "clr-search: data fetch knows cifar-10 and cifar-100, but got 'cifar-11'");
    assertThat(run("data", "fetch", "cifar-11", "--verbose").err()).contains("\tat clrsearch");
  }

  private record Output(int status, String out, String err) {}

  private static Output run(String... arguments) {
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream outBytes = new ByteArrayOutputStream();
    ByteArrayOutputStream errBytes = new ByteArrayOutputStream();
    System.setOut(new PrintStream(outBytes, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(errBytes, true, StandardCharsets.UTF_8));
    try {
      int status = Main.run(Arrays.copyOf(arguments, arguments.length));
      return new Output(
          status,
          outBytes.toString(StandardCharsets.UTF_8),
          errBytes.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
  }
}
