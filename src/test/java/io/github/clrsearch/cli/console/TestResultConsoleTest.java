package io.github.clrsearch.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clrsearch.store.Studies;
import io.github.clrsearch.store.TestedRow;
import io.github.clrsearch.store.TestedRow.ConfusionRow;
import io.github.clrsearch.store.TestedRow.TestRow;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TestResultConsoleTest {

  @Test
  void rowsAndColumnsOfAConfusionMatrixHaveTheNamesOfTheClasses() {
    assertThat(matrix(List.of("automobile", "cat")))
        .endsWith(
            "accuracy of each class, and confusion matrix (rows: true class, columns: predicted class):",
            "                       automobile        cat",
            "  automobile   80.00 %         40         10",
            "  cat          40.00 %         30         20");
  }

  @Test
  void whereThereAreManyClassesALongNameHasSeveralLines() {
    List<String> names =
        Stream.concat(Stream.of("automobile", "cat"), IntStream.range(2, 12).mapToObj(i -> "c" + i))
            .toList();

    assertThat(matrix(names))
        .containsSubsequence(
            "                       automo    cat     c2     c3     c4     c5     c6     c7     c8     c9    c10    c11",
            "                         bile",
            "  automobile   80.00 %     40     10" + "      0".repeat(10));
  }

  private static List<String> matrix(List<String> names) {
    List<ConfusionRow> counts =
        List.of(
            new ConfusionRow(0, 0, 40),
            new ConfusionRow(0, 1, 10),
            new ConfusionRow(1, 0, 30),
            new ConfusionRow(1, 1, 20));
    TestRow test =
        new TestRow("single", TestedRow.ALONE, "0/1", 100, 0.6, 0.5, 0.69, 1.2, 0.62, counts);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new TestResultConsole(new PrintStream(out, true, StandardCharsets.UTF_8))
        .network(
            new TestedRow(
                "s",
                "train",
                0,
                1,
                1,
                "2026-11-24T10:00:00Z",
                Studies.PROVENANCE,
                names,
                List.of(test)));
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }
}
