package io.github.clrsearch.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clrsearch.cli.PredictionPrinter;
import io.github.clrsearch.cli.Ran;
import io.github.clrsearch.cli.TextFormat;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrintableTest {

  private static final String EVIL = "cat\033[31m\007\u009b2J\u202e\r\n.png";
  private static final String SHOWN = "cat\\u001b[31m\\u0007\\u009b2J\\u202e\\u000d\\u000a.png";

  @ParameterizedTest
  @ValueSource(strings = {"", "cat.png", "\\u001b", "größe, 猫 \uD83D\uDC08"})
  void leavesOrdinaryNamesAsTheyAre(String name) {
    assertThat(Printable.line(name)).isEqualTo(name);
    assertThat(Printable.lines(name)).isEqualTo(name);
  }

  @Test
  void showsWhatATerminalWouldObey() {
    assertThat(Printable.line(EVIL)).isEqualTo(SHOWN);
    assertThat(Printable.line("猫\t" + "\uD83D\uDC08")).isEqualTo("猫\\u0009" + "\uD83D\uDC08");
  }

  @Test
  void keepsLinesAndTabulatorsOfATextOfSeveralLines() {
    assertThat(Printable.lines("a\033\n\tb\r\n")).isEqualTo("a\\u001b\n\tb\\u000d\n");
  }

  @ParameterizedTest
  @EnumSource(TextFormat.class)
  void answersOfANetworkNameImagesAndClassesWithoutObeyingThem(TextFormat format) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PredictionPrinter printer =
        new PredictionPrinter(format, new PrintStream(bytes, true, StandardCharsets.UTF_8));

    printer.print("cat\033[31m\n.png", List.of("dog\033[2J", "cat"), new double[] {0.75, 0.25}, 2);
    printer.end();

    assertThat(bytes.toString(StandardCharsets.UTF_8)).doesNotContain("\033").endsWith("\n");
    assertThat(bytes.toString(StandardCharsets.UTF_8).toLowerCase(java.util.Locale.ROOT))
        .contains("cat\\u001b[31m", "dog\\u001b[2j");
  }

  @Test
  void errorsAboutSuchFilesAreTold() {
    Ran ran = Ran.command("search", "no\033[31mne.conf");

    assertThat(ran.problems())
        .containsExactly(
            "clr-search: no\\u001b[31mne.conf: file not found: name a study's configuration, such as conf/quickstart.conf");
  }
}
