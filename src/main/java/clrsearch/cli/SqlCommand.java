package clrsearch.cli;

import clrsearch.store.StoreException;
import clrsearch.store.StudyStore;
import clrsearch.store.StudyViews;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.AnalysisException;
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
      "Answers a Spark SQL query over the views trials, cycles, ensembles and measurements.",
      "'DESCRIBE trials' tells the columns."
    })
final class SqlCommand implements Callable<Integer> {
  private static final Path RUNS = Path.of("runs");

  /** How an answer is printed. */
  enum Format {
    TABLE,
    CSV,
    JSON
  }

  @Parameters(paramLabel = "QUERY", description = "One Spark SQL statement.")
  private String query;

  @Option(
      names = "--study",
      paramLabel = "DIR",
      description = "A study's folder; may be repeated (default: every study in runs/).")
  private List<String> folders = new ArrayList<>();

  @Option(
      names = "--format",
      defaultValue = "TABLE",
      description = "table, csv or json (default: table).")
  private Format format;

  @Override
  public Integer call() throws Exception {
    List<String> chosen = folders.isEmpty() ? studiesIn(RUNS) : folders;
    try (SparkSession session =
        SparkSessions.start("clr-search sql", SparkSessions.temporaryLog())) {
      Configuration hadoop = session.sparkContext().hadoopConfiguration();
      StudyViews.register(
          session, chosen.stream().map(folder -> StudyStore.open(folder, hadoop)).toList());
      print(session.sql(query));
      return 0;
    } catch (Exception e) {
      // Spark's parser and analyzer throw checked exceptions that no signature tells.
      if (e instanceof AnalysisException) {
        throw new CommandException(
            "the query is not understood: " + e.getMessage().lines().findFirst().orElse(""), e);
      }
      throw e;
    }
  }

  private void print(Dataset<Row> answer) {
    switch (format) {
      case TABLE -> answer.show(Integer.MAX_VALUE, false);
      case JSON -> answer.toJSON().collectAsList().forEach(System.out::println);
      case CSV -> printCsv(answer);
    }
  }

  private static void printCsv(Dataset<Row> answer) {
    System.out.println(String.join(",", answer.columns()));
    org.apache.spark.sql.Column all =
        functions.struct(
            Stream.of(answer.columns())
                .map(name -> answer.col("`" + name.replace("`", "``") + "`"))
                .toArray(org.apache.spark.sql.Column[]::new));
    answer
        .select(functions.to_csv(all))
        .collectAsList()
        .forEach(row -> System.out.println(row.getString(0)));
  }

  private static List<String> studiesIn(Path runs) {
    List<String> found = List.of();
    if (Files.isDirectory(runs)) {
      try (Stream<Path> folders = Files.list(runs)) {
        found =
            folders
                .filter(folder -> Files.exists(folder.resolve("study.json")))
                .map(Path::toString)
                .sorted()
                .toList();
      } catch (IOException e) {
        throw new StoreException("%s cannot be listed: %s".formatted(runs, e.getMessage()), e);
      }
    }
    if (found.isEmpty()) {
      throw new StoreException(
          "there is no study in runs/: name one with --study DIR, or run './submit.sh' for a first");
    }
    return found;
  }
}
