package io.github.clrsearch.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.clrsearch.LocalSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutputFileTest {
  private static final String ROWS =
      "SELECT * FROM VALUES ('a', 0, 0.5D), ('b', 1, NULL) AS t(stage, number, cost)";

  @TempDir private Path folder;

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"%s/a b%%20c.csv", "file:%s/a b%%20c.csv"})
  void isWrittenInPlaceOfAnEarlierOne(String place) throws IOException {
    OutputFile file = OutputFile.of(place.formatted(folder));
    assertThat(files()).isEmpty();
    file.write(out -> out.write("one".getBytes()));
    file.write(out -> out.write("two".getBytes()));

    assertThat(files()).containsExactly(folder.resolve("a b%20c.csv"));
    assertThat(folder.resolve("a b%20c.csv")).hasContent("two");
  }

  @Test
  void isInAnExistingFolder() {
    assertThatExceptionOfType(CommandException.class)
        .isThrownBy(() -> OutputFile.of(folder + "/none/x"))
        .withMessage(
            "%1$s/none/x cannot be written: folder not found: %1$s/none; name a file in an existing folder with --out",
            folder);
    assertThatExceptionOfType(CommandException.class)
        .isThrownBy(() -> OutputFile.of(folder.toString()))
        .withMessage(
            "%s cannot be written: it is a folder; name a file in an existing folder with --out",
            folder);
    assertThatExceptionOfType(CommandException.class)
        .isThrownBy(() -> OutputFile.of("nofs://host/x"))
        .withMessageStartingWith("nofs://host/x cannot be written (");
  }

  @Test
  void keepsTheTypesOfRowsInOneParquetFile() throws IOException {
    SparkSession session = LocalSpark.freshSession();
    OutputFile file = OutputFile.of(folder.resolve("rows.parquet").toString());
    Files.writeString(folder.resolve("rows.parquet"), "earlier");
    file.writeParquet(session.sql(ROWS));

    assertThat(files()).containsExactly(folder.resolve("rows.parquet"));
    var read = session.read().parquet(folder.resolve("rows.parquet").toString());
    assertThat(read.schema().simpleString())
        .isEqualTo("struct<stage:string,number:int,cost:double>");
    assertThat(read.orderBy("number").collectAsList())
        .extracting(Row::toString)
        .containsExactly("[a,0,0.5]", "[b,1,null]");
  }

  @Test
  void writesAParquetFileWithoutRowsAndWithOddNames() throws IOException {
    SparkSession session = LocalSpark.freshSession();
    OutputFile file = OutputFile.of(folder.resolve("rows.parquet").toString());
    file.writeParquet(
        session.sql("SELECT 1 AS `x, y`, count(*) FROM VALUES 1 HAVING count(*) > 1"));

    assertThat(session.read().parquet(folder.resolve("rows.parquet").toString()).columns())
        .containsExactly("x, y", "count(1)");
  }

  @Test
  void aParquetFileHasNoTwoColumnsOfOneName() throws IOException {
    SparkSession session = LocalSpark.freshSession();
    OutputFile file = OutputFile.of(folder.resolve("rows.parquet").toString());
    assertThatExceptionOfType(CommandException.class)
        .isThrownBy(() -> file.writeParquet(session.sql("SELECT 1 AS x, 2 AS X")))
        .withMessage("a Parquet file cannot have two columns named x: rename one with AS");
    assertThat(files()).isEmpty();
  }
}
