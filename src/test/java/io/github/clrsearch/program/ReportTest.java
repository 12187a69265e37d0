package io.github.clrsearch.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReportTest {
  @Test
  void aLineHasACycleAndValues() {
    assertThat(Report.parse("clr-search: {\"cycle\": 3, \"val_loss\": 0.41, \"other\": 7}"))
        .hasValue(new Report(3, Map.of("val_loss", 0.41, "other", 7.0), false));
    assertThat(Report.parse("clr-search? {\"loss\":1e-3}"))
        .hasValue(new Report(0, Map.of("loss", 1e-3), true));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "epoch 3", " clr-search: {}", "clr-search", "clr-search:{}", "\u0000\ufffd"})
  void otherLinesAreNoReports(String line) {
    assertThat(Report.parse(line)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"NaN, NaN", "\"NA\", NaN", "null, NaN", "Infinity, Infinity", "\"-Inf\", -Infinity"})
  void numbersThatJsonDoesNotHaveAreRead(String json, double value) {
    assertThat(Report.parse("clr-search: {\"loss\": %s}".formatted(json)).orElseThrow().values())
        .containsEntry("loss", value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          val_loss 0.4                  | a report must be a JSON object in one line
          {"loss": 0.4                  | a report must be a JSON object in one line
          {"loss": 0.4} {"loss": 0.3}   | a report must be a JSON object in one line
          [0.4]                         | a report must be a JSON object in one line
          {"loss": "low"}               | the values of a report must be numbers, but loss is not
          {"loss": true}                | the values of a report must be numbers, but loss is not
          {"loss": [1]}                 | the values of a report must be numbers, but loss is not
          {"cycle": 0, "loss": 1}       | cycle must be an integer from 1
          {"cycle": 1.5, "loss": 1}     | cycle must be an integer from 1
          """)
  void aReportThatIsNoneIsRefusedWithItsLine(String rest, String rule) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Report.parse("clr-search: " + rest))
        .withMessageStartingWith(rule)
        .withMessageEndingWith("; the program printed: clr-search: " + rest);
  }
}
