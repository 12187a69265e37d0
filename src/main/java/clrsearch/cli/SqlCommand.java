package clrsearch.cli;

import clrsearch.store.StudyStore;
import clrsearch.store.StudyViews;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Spark SQL over studies. */
@Command(
    name = "sql",
    description = {
      "Answers a Spark SQL query over the views of studies: trials, cycles, tests and more.",
      "The README has them all, and 'SHOW VIEWS' names them.",
      "'DESCRIBE trials' tells the columns. Only queries are answered: nothing is changed."
    },
    footer = {
      "",
      "Examples:",
      "  ./submit.sh sql \"DESCRIBE trials\"",
      "  ./submit.sh sql \"SELECT stage, number, cycle, lambda, validation_accuracy",
      "                   FROM cycles ORDER BY validation_accuracy DESC LIMIT 10\"",
      "  ./submit.sh sql - --study runs/quickstart --format csv < query.sql > answer.csv"
    })
final class SqlCommand implements Callable<Integer> {
  private static final String STANDARD_INPUT = "-";

  /** How an answer is printed. */
  enum Format {
    TABLE,
    CSV,
    JSON;

    /** What it is printed to: other programs read UTF-8, however the terminal writes. */
    PrintStream stream(PrintStream terminal) {
      return this == TABLE ? terminal : new PrintStream(terminal, true, StandardCharsets.UTF_8);
    }
  }

  @Parameters(
      paramLabel = "QUERY",
      description = "One query in Spark's SQL, or - to read it from standard input.")
  private String query;

  @Option(
      names = "--study",
      paramLabel = "DIR",
      description =
          "A study's folder, or its name in runs/; may be repeated (default: every study in runs/).")
  private List<String> folders = new ArrayList<>();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "table, csv or json (default: ${DEFAULT-VALUE}).")
  private Format format;

  @Override
  public Integer call() throws Exception {
    Query checked = Query.of(query.equals(STANDARD_INPUT) ? standardInput() : query);
    List<String> chosen =
        folders.isEmpty() ? StudyFolders.all() : folders.stream().map(StudyFolders::named).toList();
    Configuration hadoop = SparkSessions.hadoop();
    List<StudyStore> studies =
        chosen.stream().map(folder -> StudyStore.open(folder, hadoop)).toList();
    try (SparkSession session =
        SparkSessions.startSql("clr-search sql", SparkLog.temporary("sql"))) {
      StudyViews.register(session, studies);
      checked.answer(session, answer -> print(answer, format, format.stream(System.out)));
      return 0;
    }
  }

  private static String standardInput() throws IOException {
    return new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
  }

  /** Prints all rows. */
  static void print(Dataset<Row> answer, Format format, PrintStream out) {
    switch (format) {
      case TABLE -> answer.show(Integer.MAX_VALUE, false);
      case JSON -> answer.toJSON().collectAsList().forEach(out::println);
      case CSV -> {
        Column names =
            functions.struct(
                Stream.of(answer.columns()).map(functions::lit).toArray(Column[]::new));
        // A join may have two columns of one name.
        Dataset<Row> numbered =
            answer.toDF(
                IntStream.range(0, answer.columns().length)
                    .mapToObj(i -> "column" + i)
                    .toArray(String[]::new));
        Column all =
            functions.struct(
                Stream.of(numbered.columns()).map(numbered::col).toArray(Column[]::new));
        answer
            .sparkSession()
            .range(1)
            .select(functions.to_csv(names))
            .collectAsList()
            .forEach(row -> out.println(row.getString(0)));
        numbered
            .select(functions.to_csv(all))
            .collectAsList()
            .forEach(row -> out.println(row.getString(0)));
      }
    }
  }
}
