package io.github.clrsearch.cli;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** How rows are printed. */
public enum TextFormat {
  TABLE,
  CSV,
  JSON;

  /** The stream to print to. Formats for other programs are always in UTF-8. */
  PrintStream stream(PrintStream terminal) {
    return this == TABLE ? terminal : new PrintStream(terminal, true, StandardCharsets.UTF_8);
  }

  /** Prints all rows, after all of them were read. */
  void print(Dataset<Row> answer, PrintStream out) {
    switch (this) {
      case TABLE -> answer.show(Integer.MAX_VALUE, false);
      case JSON -> answer.toJSON().collectAsList().forEach(out::println);
      case CSV -> printCsv(answer, out);
    }
  }

  private static void printCsv(Dataset<Row> answer, PrintStream out) {
    Column names =
        functions.struct(Stream.of(answer.columns()).map(functions::lit).toArray(Column[]::new));
    // A join may have two columns of one name.
    Dataset<Row> numbered =
        answer.toDF(
            IntStream.range(0, answer.columns().length)
                .mapToObj(i -> "column" + i)
                .toArray(String[]::new));
    Column all =
        functions.struct(Stream.of(numbered.columns()).map(numbered::col).toArray(Column[]::new));
    List<Row> rows = numbered.select(functions.to_csv(all)).collectAsList();
    answer
        .sparkSession()
        .range(1)
        .select(functions.to_csv(names))
        .collectAsList()
        .forEach(row -> out.println(row.getString(0)));
    rows.forEach(row -> out.println(row.getString(0)));
  }
}
