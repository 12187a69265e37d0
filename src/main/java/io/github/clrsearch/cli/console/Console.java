package io.github.clrsearch.cli.console;

import io.github.clrsearch.report.ShellWord;
import io.github.clrsearch.report.StudyCharts;
import io.github.clrsearch.search.Study;
import io.github.clrsearch.search.trial.Candidate;
import io.github.clrsearch.search.trial.Leaderboard;
import io.github.clrsearch.search.trial.Metric;
import io.github.clrsearch.store.StudyStore;
import io.github.clrsearch.store.files.StoreException;
import io.github.clrsearch.workflow.OpenStudy;
import io.github.clrsearch.workflow.SparkLog;
import io.github.clrsearch.workflow.SparkSessions;
import io.github.clrsearch.workflow.StudyPages;
import io.github.clrsearch.workflow.StudySummary;
import java.io.PrintStream;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Prints the header of a command and its results. */
public final class Console {
  private final PrintStream out;

  public Console(PrintStream out) {
    this.out = out;
  }

  /** Prints study, data, split, Spark master and output directory. */
  public void header(OpenStudy open) {
    Study study = open.configuration().study();
    String stages =
        study.stages().stream()
            .map(
                stage ->
                    "%s (%s)".formatted(stage.name(), SearchConsole.size(stage, stage.trials())))
            .collect(Collectors.joining(", "));
    out.printf("study %s, seed %d: %s%n", study.name(), study.seed(), stages);
    open.subject()
        .description(open.configuration())
        .forEach(line -> out.println(Printable.line(line)));
    out.printf(
        "running on %s; log: %s%n",
        SparkSessions.describe(open.session()), SparkLog.of(open.store().location()));
    out.printf("output directory: %s%n", open.store().location());
  }

  /** Prints which options set hyperparameters, one line per option. */
  public void sources(List<String> lines) {
    lines.forEach(line -> out.println("hyperparameters set by " + Printable.line(line)));
  }

  /** Prints the best trials, each with its best cycle. */
  public void leaderboard(Leaderboard leaderboard, Metric metric, int rows) {
    List<Candidate> best = leaderboard.top(rows);
    out.println();
    if (best.isEmpty()) {
      out.println("no trial has a " + metric.words());
      return;
    }
    Set<String> varied = varied(best);
    int width =
        best.stream().mapToInt(candidate -> candidate.trial().toString().length()).max().orElse(0);
    int digits = best.stream().mapToInt(candidate -> candidate.text().length()).max().orElse(0);
    out.println(
        Paint.BOLD.of("leaderboard (%s at the end of the best cycle)".formatted(metric.words())));
    int rank = 1;
    for (Candidate candidate : best) {
      String row =
          ("%3d  %" + Math.max(8, digits) + "s  %-" + width + "s  %s")
              .formatted(
                  rank++, candidate.text(), candidate.trial(), candidate.setting().only(varied));
      out.println(row.stripTrailing());
    }
    Set<String> common = new LinkedHashSet<>(best.get(0).setting().values().keySet());
    common.removeAll(varied);
    // A custom objective may have no constant hyperparameter.
    if (!common.isEmpty()) {
      out.println("     all with " + best.get(0).setting().only(common));
    }
  }

  /** Prints the best trials of a study; if none has a score, why. */
  public void leaderboard(StudySummary study, int rows) {
    Leaderboard leaderboard = study.leaderboard();
    leaderboard(leaderboard, study.metric(), rows);
    if (leaderboard.candidates().isEmpty()) {
      reasons(study);
    }
  }

  /** The hyperparameters whose values differ between candidates. */
  private static Set<String> varied(List<Candidate> candidates) {
    Set<String> varied = new LinkedHashSet<>(candidates.get(0).setting().values().keySet());
    varied.removeIf(
        name ->
            candidates.stream().map(candidate -> candidate.setting().value(name)).distinct().count()
                == 1);
    return varied;
  }

  /** Prints why trials went wrong. Reasons may quote names from the data. */
  public void reasons(StudySummary study) {
    study.reasons().forEach(line -> out.println("  " + Printable.line(line)));
  }

  /** Draws a study's charts into its folder. An error is one line and does not fail the command. */
  public void pictures(StudyStore store, int smoothing) {
    out.println();
    try {
      StudyCharts.of(store, smoothing, StudyCharts.Of.EVERY)
          .forEach(picture -> out.println(picture.saveTo(store)));
    } catch (RuntimeException | StackOverflowError e) {
      out.println("no pictures: " + e.getMessage());
    }
  }

  /** Writes the page of a study at the end of a command, or prints why it cannot. */
  public void page(StudyStore store, int smoothing) {
    try {
      page(StudyPages.keep(store, smoothing));
    } catch (IllegalArgumentException | StoreException e) {
      out.println("no page: " + e.getMessage());
    }
  }

  /** Prints the path of a study's page. */
  public void page(String path) {
    out.println();
    out.println("page: " + path);
  }

  /**
   * Prints how to view and query the results.
   *
   * @param study its folder, or its name in {@code runs/}
   * @param views names of views with results
   */
  public void hint(String study, String views) {
    out.printf(
        "view results: ./submit.sh show %s; query results with SQL: ./submit.sh sql QUERY --study %s (views %s)%n",
        ShellWord.of(study), ShellWord.of(study), views);
  }
}
