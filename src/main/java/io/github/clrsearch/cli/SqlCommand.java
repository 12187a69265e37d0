package io.github.clrsearch.cli;

import io.github.clrsearch.config.ConfigurationException;
import io.github.clrsearch.store.StudyStore;
import io.github.clrsearch.store.StudyViews;
import io.github.clrsearch.workflow.CommandException;
import io.github.clrsearch.workflow.OutputFile;
import io.github.clrsearch.workflow.Query;
import io.github.clrsearch.workflow.SparkLog;
import io.github.clrsearch.workflow.SparkSessions;
import io.github.clrsearch.workflow.StudyFolders;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
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
      "  ./submit.sh sql - --study runs/quickstart --format csv < query.sql > answer.csv",
      "  ./submit.sh sql \"SELECT * FROM cycles\" --out hdfs:///user/me/cycles.parquet"
    })
public final class SqlCommand implements Callable<Integer> {
  private static final String STANDARD_INPUT = "-";

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
      description =
          "table, csv, json or parquet (default: table; with --out, by the end of its name).")
  private AnswerFormat format;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Write the answer to a file, a path or a Hadoop URI, as csv, json or parquet.")
  private String out;

  @Override
  public Integer call() throws Exception {
    List<Query> queries = Query.all(source.read());
    AnswerFormat chosenFormat = format(queries);
    Optional<OutputFile> file = Optional.ofNullable(out).map(OutputFile::of);
    List<String> chosen =
        folders.isEmpty() ? StudyFolders.all() : folders.stream().map(StudyFolders::named).toList();
    Configuration hadoop = SparkSessions.hadoop();
    List<StudyStore> studies =
        chosen.stream().map(folder -> StudyStore.open(folder, hadoop)).toList();
    try (SparkSession session =
        SparkSessions.startSql("clr-search sql", SparkLog.temporary("sql"))) {
      StudyViews.register(session, studies);
      if (file.isPresent()) {
        answer(queries.get(0), session, studies, answer -> write(answer, chosenFormat, file.get()));
        System.out.println("answer: " + out);
      } else {
        print(queries, session, studies, chosenFormat.text().orElseThrow());
      }
      return 0;
    }
  }

  /** The format, and a check that it fits the other options. */
  private AnswerFormat format(List<Query> queries) {
    AnswerFormat chosen =
        Optional.ofNullable(format)
            .or(() -> Optional.ofNullable(out).flatMap(AnswerFormat::ofFile))
            .orElse(AnswerFormat.TABLE);
    if (out == null && chosen == AnswerFormat.PARQUET) {
      throw new ConfigurationException(
          List.of("--format parquet needs a file: name it with --out FILE"));
    }
    if (out != null && chosen == AnswerFormat.TABLE) {
      throw new ConfigurationException(
          List.of("--out %s needs --format csv, json or parquet: add it".formatted(out)));
    }
    if (out != null && queries.size() > 1) {
      throw new ConfigurationException(
          List.of(
              "--out takes the answer of one query, but there are %d: run them one by one"
                  .formatted(queries.size())));
    }
    return chosen;
  }

  private static void write(Dataset<Row> answer, AnswerFormat format, OutputFile file) {
    if (format.text().isEmpty()) {
      file.writeParquet(answer);
      return;
    }
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    format.text().get().print(answer, new PrintStream(text, true, StandardCharsets.UTF_8));
    file.write(text::writeTo);
  }

  /** Answers a query; once more if a search has moved rows since the views were created. */
  private static void answer(
      Query query, SparkSession session, List<StudyStore> studies, Consumer<Dataset<Row>> use) {
    try {
      query.answer(session, use);
    } catch (CommandException e) {
      if (!Query.isOutdated(e)) {
        throw e;
      }
      StudyViews.register(session, studies);
      query.answer(session, use);
    }
  }

  private static void print(
      List<Query> queries, SparkSession session, List<StudyStore> studies, TextFormat format) {
    PrintStream out = format.stream(System.out);
    for (int i = 0; i < queries.size(); i++) {
      if (i > 0 && format != TextFormat.TABLE) {
        out.println();
      }
      answer(queries.get(i), session, studies, answer -> format.print(answer, out));
    }
  }
}
