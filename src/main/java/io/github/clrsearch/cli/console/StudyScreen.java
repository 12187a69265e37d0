package io.github.clrsearch.cli.console;

import io.github.clrsearch.cli.console.TextScatter.Point;
import io.github.clrsearch.report.SearchedAxis;
import io.github.clrsearch.search.trial.Candidate;
import io.github.clrsearch.search.trial.Leaderboard;
import io.github.clrsearch.store.ImportanceRow;
import io.github.clrsearch.store.StudyHeader;
import io.github.clrsearch.store.TestedRow;
import io.github.clrsearch.store.TestedRow.TestRow;
import io.github.clrsearch.workflow.StudySummary;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/** Prints a study as text. */
public final class StudyScreen {
  private static final int WIDTH = 64;
  private static final int HEIGHT = 11;
  private static final int BAR = 40;

  /** Marks of the stages. Further stages start over. */
  private static final String MARKS = "ox+*#%&";

  private static final char BEST = '@';

  private final PrintStream out;

  public StudyScreen(PrintStream out) {
    this.out = out;
  }

  /**
   * Prints a study.
   *
   * @param rows of the leaderboard, at least 1
   */
  public void show(StudySummary study, int rows) {
    StudyHeader header = study.store().header();
    String data = header.provenance().data();
    out.printf(
        "study %s, seed %d%s%n",
        Paint.BOLD.of(header.study()),
        header.seed(),
        data == null ? "" : ", on " + Printable.line(data));
    study.store().worker().ifPresent(who -> out.println(Paint.GREEN.of("in use by " + who)));
    out.println("folder: " + Printable.line(study.store().location()));
    stages(study);
    List<TestedRow> tests = study.store().results().tests();
    Leaderboard leaderboard = study.leaderboard();
    if (!study.trials().isEmpty()) {
      new Console(out).leaderboard(study, rows);
    }
    if (!leaderboard.candidates().isEmpty()) {
      plots(study, leaderboard.best().orElseThrow());
    }
    importance(study);
    tests(tests);
  }

  private void stages(StudySummary study) {
    Map<String, Integer> planned = study.planned();
    int width = study.byStage().keySet().stream().mapToInt(String::length).max().orElse(0);
    study
        .byStage()
        .forEach(
            (stage, trials) ->
                out.printf(
                    "stage %-" + Math.max(1, width) + "s  %4s trials%s%n",
                    stage,
                    StudySummary.progress(trials.size(), planned.get(stage)),
                    StudySummary.outcomes(trials).entrySet().stream()
                        .map(e -> ", " + Paint.outcome(e.getKey(), e.getValue() + " " + e.getKey()))
                        .collect(Collectors.joining())));
  }

  /** Plots the metric over every searched hyperparameter. */
  private void plots(StudySummary study, Candidate best) {
    Map<String, List<Candidate>> candidates = new LinkedHashMap<>();
    study
        .byStage()
        .forEach(
            (stage, trials) ->
                candidates.put(stage, StudySummary.searched(trials, study.metric())));
    candidates.values().removeIf(List::isEmpty);
    SearchedAxis.of(SearchedAxis.searching(study.store()), study.trials())
        .forEach(axis -> plot(axis, candidates, best));
  }

  /** Plots the best cycle of each trial; over the number of cycles, all of them. */
  private void plot(SearchedAxis axis, Map<String, List<Candidate>> stages, Candidate best) {
    double[] scores =
        stages.values().stream()
            .flatMap(shown -> Leaderboard.of(shown).candidates().stream())
            .mapToDouble(Candidate::score)
            .toArray();
    double lowest = best.metric().lowest(scores);
    List<Point> points = new ArrayList<>();
    List<String> legend = new ArrayList<>();
    int index = 0;
    for (Map.Entry<String, List<Candidate>> stage : stages.entrySet()) {
      char mark = MARKS.charAt(index++ % MARKS.length());
      List<Candidate> shown =
          axis.hyperparameter().equals(Candidate.CYCLES)
              ? stage.getValue()
              : Leaderboard.of(stage.getValue()).candidates();
      shown.stream()
          .filter(Candidate::measured)
          .map(candidate -> point(axis, candidate, lowest, mark))
          .filter(point -> !Double.isNaN(point.x()))
          .forEach(points::add);
      legend.add(mark + " " + stage.getKey());
    }
    if (DoubleStream.of(scores).anyMatch(score -> score < lowest)) {
      legend.add("at the edge all that are worse");
    }
    Point highest = point(axis, best, lowest, BEST);
    if (!Double.isNaN(highest.x())) {
      points.add(highest);
    }
    if (points.isEmpty()) {
      return;
    }
    out.printf(
        "%n%s%n",
        Paint.BOLD.of(
            "%s over %s%s: %s, %s best"
                .formatted(
                    best.metric().words(),
                    axis.name(),
                    axis.words().isEmpty()
                        ? axis.log() ? " (log)" : ""
                        : " (%s, from left to right)".formatted(String.join(", ", axis.words())),
                    String.join(", ", legend),
                    BEST)));
    TextScatter.Axis x = new TextScatter.Axis(axis.min(), axis.max(), axis.log());
    TextScatter.draw(points, x, best.metric()::text, WIDTH, HEIGHT).forEach(out::println);
  }

  /** A point; a value that is much worse than the others is at the edge. */
  private static Point point(SearchedAxis axis, Candidate candidate, double lowest, char mark) {
    double shown = candidate.metric().value(Math.max(candidate.score(), lowest));
    return new Point(axis.place(candidate.setting()), shown, mark);
  }

  private void importance(StudySummary study) {
    List<ImportanceRow> rows =
        study.store().findings().importance().stream()
            .filter(row -> row.stage().equals(ImportanceRow.ALL))
            .sorted(Comparator.comparingDouble(ImportanceRow::importance).reversed())
            .toList();
    if (rows.isEmpty()) {
      return;
    }
    out.printf(
        "%n%s%n",
        Paint.BOLD.of(
            "importance (share of the variance of %s explained)"
                .formatted(study.metric().words())));
    int width = rows.stream().mapToInt(row -> row.hyperparameter().length()).max().orElseThrow();
    for (ImportanceRow row : rows) {
      int length = (int) Math.round(BAR * Math.max(0, row.importance()));
      out.printf(
          "  %-" + width + "s  %.2f  %s%n",
          row.hyperparameter(),
          row.importance(),
          "=".repeat(length));
    }
  }

  private void tests(List<TestedRow> tests) {
    if (tests.isEmpty()) {
      return;
    }
    out.printf("%n%s%n", Paint.BOLD.of("test accuracy, with its 95 % interval"));
    for (TestedRow tested : tests) {
      String who =
          tested.number() == null
              ? "ensemble of " + tested.trainings() + " trainings"
              : "%s/%d".formatted(tested.stage(), tested.number());
      for (TestRow test : tested.tests()) {
        out.printf(
            "  %6.2f %%  [%.2f, %.2f]  %s, cycle %d, %s%s%n",
            100 * test.accuracy(),
            100 * test.accuracyLow(),
            100 * test.accuracyHigh(),
            who,
            tested.cycle(),
            test.members(),
            test.combination().equals(TestedRow.ALONE) ? "" : " by " + test.combination());
      }
    }
  }
}
