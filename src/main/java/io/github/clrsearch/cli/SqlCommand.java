package io.github.clrsearch.cli;

import io.github.clrsearch.store.StudyStore;
import io.github.clrsearch.store.StudyViews;
import io.github.clrsearch.workflow.CommandException;
import io.github.clrsearch.workflow.Query;
import io.github.clrsearch.workflow.SparkLog;
import io.github.clrsearch.workflow.SparkSessions;
import io.github.clrsearch.workflow.StudyFolders;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
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
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Queries studies with Spark SQL. */
@Command(
    name = "sql",
    description = {
      "Queries the views of studies with Spark SQL: trials, cycles, tests and more.",
      "'SHOW VIEWS' lists the views and 'DESCRIBE trials' the columns of one.",
      "Statements that change anything are refused."
    },
    footer = {
      "",
      "Examples:",
      "  ./submit.sh sql \"DESCRIBE trials\"",
      "  ./submit.sh sql \"SELECT stage, number, cycle, lambda, validation_accuracy",
      "                   FROM cycles ORDER BY validation_accuracy DESC LIMIT 10\"",
      "  ./submit.sh sql -f queries.sql --study quickstart",
      "  ./submit.sh sql - --study runs/quickstart --format csv < query.sql > answer.csv"
    })
public final class SqlCommand implements Callable<Integer> {
  private static final String STANDARD_INPUT = "-";

  /** Output format. */
  public enum Format {
    TABLE,
    CSV,
    JSON;

    /** The stream to print to. Formats for other programs are always in UTF-8. */
    PrintStream stream(PrintStream terminal) {
      return this == TABLE ? terminal : new PrintStream(terminal, true, StandardCharsets.UTF_8);
    }
  }

  /** The source of the queries. */
  static final class Source {
    @Parameters(
        paramLabel = "QUERY",
        description =
            "Queries in Spark's SQL, separated by semicolons, or - to read them from standard input.")
    private String text;

    @Option(
        names = {"-f", "--file"},
        paramLabel = "FILE",
        description = "Read the queries from a file.")
    private Path file;

    private String read() throws IOException {
      if (file != null) {
        return ofFile(file);
      }
      return text.equals(STANDARD_INPUT)
          ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8)
          : text;
    }

    private static String ofFile(Path file) {
      try {
        return Files.readString(file);
      } catch (NoSuchFileException e) {
        throw new CommandException("%s: file not found; correct --file".formatted(file), e);
      } catch (IOException e) {
        throw new CommandException(
            "%s cannot be read (%s): --file must name a file of text in UTF-8"
                .formatted(file, e.getMessage()),
            e);
      }
    }
  }

  @ArgGroup(multiplicity = "1")
  private Source source;

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
    List<Query> queries = Query.all(source.read());
    List<String> chosen =
        folders.isEmpty() ? StudyFolders.all() : folders.stream().map(StudyFolders::named).toList();
    Configuration hadoop = SparkSessions.hadoop();
    List<StudyStore> studies =
        chosen.stream().map(folder -> StudyStore.open(folder, hadoop)).toList();
    try (SparkSession session =
        SparkSessions.startSql("clr-search sql", SparkLog.temporary("sql"))) {
      StudyViews.register(session, studies);
      PrintStream out = format.stream(System.out);
      for (int i = 0; i < queries.size(); i++) {
        if (i > 0 && format != Format.TABLE) {
          out.println();
        }
        queries.get(i).answer(session, answer -> print(answer, format, out));
      }
      return 0;
    }
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
