package io.github.clrsearch.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutputLogTest {
  private final OutputLog log = new OutputLog();

  private String text() {
    return new String(log.bytes(), StandardCharsets.UTF_8);
  }

  @Test
  void aLongOutputKeepsItsBeginningAndItsEnd() {
    for (int i = 0; i < 100_000; i++) {
      log.out("line " + i);
    }
    assertThat(text()).startsWith("line 0\nline 1\n").endsWith("line 99998\nline 99999\n");
    assertThat(text()).containsPattern("\n\\[\\d+ lines dropped\\]\n");
    assertThat(log.bytes()).hasSizeBetween(100_000, 132_000);
  }

  @Test
  void theLastLineIsThatOfStandardErrorInOneShortLine() {
    assertThat(log.lastLine()).isEmpty();
    log.out("printed");
    assertThat(log.lastLine()).isEqualTo("printed");
    log.error("\u001b[31mred\u0007 \uD83D\uDE00".repeat(100));
    log.error("  ");
    log.out("later");
    assertThat(log.lastLine()).startsWith("[31mred \uD83D\uDE00 [31m").endsWith("...");
    assertThat(log.lastLine().codePointCount(0, log.lastLine().length())).isLessThan(310);
    assertThat(text()).doesNotContain("\u001b", "\u0007");
  }

  @Test
  void linesAreBounded() throws IOException {
    List<String> lines = new ArrayList<>();
    byte[] output = ("a\r\n\n" + "x".repeat(200_000) + "\nlast").getBytes(StandardCharsets.UTF_8);
    OutputLines.read(new ByteArrayInputStream(output), lines::add);
    assertThat(lines).hasSize(4).startsWith("a", "").endsWith("last");
    assertThat(lines.get(2)).hasSize(OutputLines.LONGEST);
  }

  @Test
  void aProgressBarIsItsLastState() throws IOException {
    List<String> lines = new ArrayList<>();
    byte[] output =
        "10 %\r50 %\r100 %\r\nnext\rclr-search: {}\n\rlast\r".getBytes(StandardCharsets.UTF_8);
    OutputLines.read(new ByteArrayInputStream(output), lines::add);
    assertThat(lines).containsExactly("100 %", "clr-search: {}", "last");
  }

  @Test
  void theLogIsBoundedInBytesAndWithoutAnyControlCharacters() {
    for (int i = 0; i < 3_000; i++) {
      log.out("\u20ac".repeat(40) + "\u009b31m");
    }
    assertThat(log.bytes()).hasSizeBetween(100_000, 132_000);
    assertThat(text()).contains("\u20ac?31m\n").doesNotContain("\u009b");
  }
}
