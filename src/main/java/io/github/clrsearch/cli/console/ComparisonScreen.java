package io.github.clrsearch.cli.console;

import io.github.clrsearch.cli.console.TextScatter.Point;
import io.github.clrsearch.report.ComparedStudy;
import io.github.clrsearch.report.StudyComparison;
import io.github.clrsearch.search.trial.Metric;
import io.github.clrsearch.workflow.StudySummary;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Prints several studies side by side. */
public final class ComparisonScreen {
  private static final int WIDTH = 64;
  private static final int HEIGHT = 11;
  private static final int MARGIN = 2;
  private static final String NONE = "-";

  /** Marks of the studies. Further studies start over. */
  private static final String MARKS = "ox+*#%&";

  private final PrintStream out;

  public ComparisonScreen(PrintStream out) {
    this.out = out;
  }

  /** A line of the table. */
  private record Line(String name, List<String> values) {}

  /** Prints studies, their settings, their best accuracies so far, and which is better. */
  public void show(StudyComparison comparison) {
    List<ComparedStudy> studies = comparison.studies();
    List<Line> facts = new ArrayList<>();
    facts.add(line(studies, "", ComparedStudy::name));
    facts.add(line(studies, "data", ComparedStudy::dataText));
    facts.add(line(studies, "trials", study -> StudySummary.outcomesText(study.trials())));
    facts.add(line(studies, "updates", study -> "%,d".formatted(updates(study))));
    facts.add(line(studies, "training time", study -> "%,.1f s".formatted(seconds(study))));
    facts.add(line(studies, "best in the search", ComparisonScreen::best));
    facts.add(line(studies, "confirmed mean", ComparisonScreen::confirmed));
    for (String name : comparison.hyperparameters()) {
      facts.add(
          line(
              studies,
              (comparison.differ(name) ? "* " : "  ") + name,
              study -> study.setting().has(name) ? study.setting().text(name) : NONE));
    }
    print(facts);
    out.println("  * differs");
    plot(studies);
    out.println();
    comparison.verdicts().forEach(verdict -> out.println(Printable.line(verdict)));
  }

  private static Line line(
      List<ComparedStudy> studies, String name, Function<ComparedStudy, String> of) {
    return new Line(name, studies.stream().map(of).map(Printable::line).toList());
  }

  private void print(List<Line> lines) {
    int first = lines.stream().mapToInt(line -> line.name().length()).max().orElse(0);
    int columns = lines.get(0).values().size();
    for (Line line : lines) {
      StringBuilder text = new StringBuilder(padded(line.name(), first));
      for (int i = 0; i < columns; i++) {
        int column = i;
        int width =
            lines.stream().mapToInt(each -> each.values().get(column).length()).max().orElse(0);
        text.append(" ".repeat(MARGIN)).append(padded(line.values().get(i), width));
      }
      String row = text.toString().stripTrailing();
      out.println(line == lines.get(0) ? Paint.BOLD.of(row) : row);
    }
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }

  private static long updates(ComparedStudy study) {
    return study.trials().stream().mapToLong(end -> end.result().updates()).sum();
  }

  private static double seconds(ComparedStudy study) {
    return study.trials().stream().mapToDouble(end -> end.execution().seconds()).sum();
  }

  private static String best(ComparedStudy study) {
    return study.best().map(best -> "%s (%s)".formatted(best.text(), best.trial())).orElse(NONE);
  }

  private static String confirmed(ComparedStudy study) {
    Metric metric = study.metric();
    return study
        .mean()
        .map(
            of ->
                of.low() == null
                    ? metric.text(of.mean())
                    : "%s [%s, %s]"
                        .formatted(
                            metric.text(of.mean()), metric.text(of.low()), metric.text(of.high())))
        .orElse(NONE);
  }

  private void plot(List<ComparedStudy> studies) {
    List<Point> points = new ArrayList<>();
    List<String> legend = new ArrayList<>();
    for (int i = 0; i < studies.size(); i++) {
      char mark = MARKS.charAt(i % MARKS.length());
      studies
          .get(i)
          .bestSoFar()
          .forEach(step -> points.add(new Point(step.updates(), step.value(), mark)));
      legend.add(mark + " " + Printable.line(studies.get(i).name()));
    }
    if (points.isEmpty()) {
      return;
    }
    out.printf(
        "%n%s%n",
        Paint.BOLD.of(
            "best %s so far, over updates: %s"
                .formatted(studies.get(0).metric().words(), String.join(", ", legend))));
    double last = points.stream().mapToDouble(Point::x).max().orElseThrow();
    TextScatter.draw(
            points,
            new TextScatter.Axis(0, last, false),
            studies.get(0).metric()::text,
            WIDTH,
            HEIGHT)
        .forEach(out::println);
  }
}
