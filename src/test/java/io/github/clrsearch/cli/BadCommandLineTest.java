package io.github.clrsearch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** A bad command line is refused in a few lines. */
@Timeout(60)
class BadCommandLineTest {
  @ParameterizedTest
  @CsvFileSource(resources = "/bad-input/command-lines.txt", delimiter = '|')
  void isRefusedInAFewLines(String line, int status, String fragment) throws IOException {
    Ran ran = Ran.line(line);

    assertThat(ran.status()).isEqualTo(status);
    assertThat(ran.err())
        .contains(fragment)
        .startsWith("clr-search: ")
        .doesNotContain("\tat ", "Exception");
    if (!line.equals("data")) {
      assertThat(ran.problems()).hasSizeBetween(1, 3);
    }
  }
}
