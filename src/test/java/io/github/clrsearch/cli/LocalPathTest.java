package io.github.clrsearch.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class LocalPathTest {

  @ParameterizedTest
  @CsvSource({
    "a/b.conf,            a/b.conf",
    "/a/b,                /a/b",
    "a:b,                 a:b",
    "file:/a/b,           /a/b",
    "file:///a/b%20c,     /a/b c",
  })
  void isAPathOrAFileUri(String text, String path) {
    assertThat(LocalPath.of(text)).isEqualTo(Path.of(path));
  }

  @ParameterizedTest
  @ValueSource(strings = {"hdfs://host/a", "hdfs:/a", "s3a://bucket/a", "https://host/a"})
  void isNothingOnAnotherMachine(String text) {
    assertThatThrownBy(() -> LocalPath.of(text))
        .isInstanceOf(TypeConversionException.class)
        .hasMessage("'%s' is not on this machine: use a local path, and copy the file", text);
  }

  @Test
  void everyOptionForALocalFileTellsSoInALine() {
    for (String line :
        new String[] {
          "search hdfs://h/x.conf",
          "train hdfs://h/x.conf",
          "lr-range hdfs://h/x.conf",
          "table1 hdfs://h/x.conf",
          "predict runs/x hdfs://h/x.png",
          "data fetch --to hdfs://h/data"
        }) {
      Ran ran = Ran.line(line);

      assertThat(ran.status()).isEqualTo(2);
      assertThat(ran.problems().get(0))
          .startsWith("clr-search: ")
          .contains("'hdfs://h/", "is not on this machine: use a local path");
      assertThat(ran.problems()).hasSize(2);
    }
  }
}
