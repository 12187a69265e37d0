package io.github.clrsearch.cli;

import io.github.clrsearch.cli.console.Paint;
import io.github.clrsearch.cli.console.Printable;
import io.github.clrsearch.search.trial.Candidate;
import io.github.clrsearch.search.trial.Metric;
import io.github.clrsearch.store.StudyStore;
import io.github.clrsearch.store.files.StoreException;
import io.github.clrsearch.workflow.SparkSessions;
import io.github.clrsearch.workflow.StudyFolders;
import io.github.clrsearch.workflow.StudySummary;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Lists the studies of a folder, one line each. */
@Command(
    name = "list",
    description = {
      "Lists studies, one line each.",
      "Shows trials, outcomes, best value, end of the last trial and current driver."
    },
    footer = {"", "Examples:", "  ./submit.sh list", "  ./submit.sh list hdfs:///user/me/studies"})
final class ListCommand implements Callable<Integer> {
  private static final int GAP = 2;
  private static final List<String> HEADINGS =
      List.of(
          "study",
          "data",
          "trials",
          "outcomes",
          "best value",
          "best trial",
          "last trial ended (UTC)",
          "status");

  @Parameters(
      arity = "0..1",
      paramLabel = "DIR",
      defaultValue = StudyFolders.RUNS,
      description =
          "The folder with the studies' folders, a path or a Hadoop URI (default:"
              + " ${DEFAULT-VALUE}).")
  private String folder;

  @Override
  public Integer call() {
    List<String> found = StudyFolders.in(folder);
    if (found.isEmpty()) {
      throw new StoreException(
          "no study found in %s: name a folder of studies, or run './submit.sh' to create one"
              .formatted(folder));
    }
    Configuration hadoop = SparkSessions.hadoop();
    List<List<String>> rows = new ArrayList<>(List.of(HEADINGS));
    found.forEach(study -> rows.add(row(study, hadoop)));
    print(rows);
    return 0;
  }

  /** The row of a study. A study that cannot be read has a row with the error. */
  private static List<String> row(String location, Configuration hadoop) {
    String name = Printable.line(location.substring(location.lastIndexOf('/') + 1));
    try {
      StudySummary study = StudySummary.of(StudyStore.open(location, hadoop));
      Optional<Candidate> best = study.leaderboard().best();
      return List.of(
          name,
          Printable.line(Objects.toString(study.store().header().provenance().data(), "")),
          StudySummary.progress(
              study.trials().size(),
              study.planned().values().stream().mapToInt(Integer::intValue).sum()),
          StudySummary.outcomesText(study.trials()),
          best.map(ListCommand::value).orElse(""),
          best.map(found -> found.trial().toString()).orElse(""),
          study
              .lastEnd()
              .map(end -> end.truncatedTo(ChronoUnit.SECONDS).toString().replaceAll("[TZ]", " "))
              .orElse("")
              .strip(),
          study.store().worker().map(who -> "running: " + who).orElse(""));
    } catch (StoreException e) {
      return List.of(name, "cannot be read: " + Printable.line(e.getMessage()));
    }
  }

  /** The value, with its metric if that is not the validation accuracy. */
  private static String value(Candidate best) {
    return best.metric().name().equals(Metric.VALIDATION_ACCURACY)
        ? best.text()
        : "%s %s".formatted(best.metric().words(), best.text());
  }

  private static void print(List<List<String>> rows) {
    int columns = HEADINGS.size();
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      // An error takes the rest of its line.
      int aligned = row.size() == columns ? columns : row.size() - 1;
      for (int i = 0; i < aligned; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    for (int r = 0; r < rows.size(); r++) {
      List<String> row = rows.get(r);
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < row.size(); i++) {
        line.append(("%-" + (Math.max(1, widths[i]) + GAP) + "s").formatted(row.get(i)));
      }
      String text = line.toString().stripTrailing();
      System.out.println(
          r == 0 ? Paint.BOLD.of(text) : row.size() == columns ? text : Paint.RED.of(text));
    }
  }
}
