package io.github.clrsearch.cli.console;

import io.github.clrsearch.cli.console.TextScatter.Point;
import io.github.clrsearch.search.space.Numbers;
import io.github.clrsearch.search.trial.CycleResult;
import io.github.clrsearch.search.trial.Measurement;
import io.github.clrsearch.search.trial.Outcome;
import io.github.clrsearch.store.EndedTrial;
import java.io.PrintStream;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Prints a trial as text. */
public final class TrialScreen {
  private static final int WIDTH = 64;
  private static final int HEIGHT = 12;
  private static final char TRAINING = '.';
  private static final char VALIDATION = 'o';

  private final PrintStream out;

  public TrialScreen(PrintStream out) {
    this.out = out;
  }

  /** Prints setting, outcome, cycles and learning curve. */
  public void show(EndedTrial end) {
    Outcome outcome = end.result().outcome();
    out.printf(
        "%s: %s, %,d updates in %.1f s, %s%n",
        Paint.BOLD.of(end.trial().toString()),
        Paint.outcome(outcome.kind(), outcome.text()),
        end.result().updates(),
        end.execution().seconds(),
        end.execution().place());
    out.printf("  %s, seed %d%n", end.trial().setting(), end.trial().seed());
    cycles(end.result().cycles());
    curve(end.result().measurements());
  }

  private void cycles(List<CycleResult> cycles) {
    Set<String> own = new LinkedHashSet<>();
    cycles.forEach(cycle -> own.addAll(cycle.metrics().keySet()));
    if (!own.isEmpty()) {
      ownMetrics(cycles, own);
    } else if (!cycles.isEmpty()) {
      accuracies(cycles);
    }
  }

  /** Prints the metrics of an objective that is not the built-in training. */
  private void ownMetrics(List<CycleResult> cycles, Set<String> names) {
    StringBuilder heading = new StringBuilder("cycle    updates");
    names.forEach(name -> heading.append("  %12s".formatted(name)));
    out.printf("%n%s%n", Paint.BOLD.of(heading.toString()));
    for (CycleResult cycle : cycles) {
      StringBuilder line = new StringBuilder();
      line.append("%5d %,10d".formatted(cycle.cycle(), cycle.updates()));
      for (String name : names) {
        double value = cycle.value(name);
        String text = Double.isNaN(value) ? "" : Numbers.brief(value);
        line.append(("  %" + Math.max(12, name.length()) + "s").formatted(text));
      }
      out.println(line.toString().stripTrailing());
    }
  }

  private void accuracies(List<CycleResult> cycles) {
    out.printf(
        "%n%s%n",
        Paint.BOLD.of("cycle    updates  training accuracy, loss   validation accuracy, loss"));
    for (CycleResult cycle : cycles) {
      out.printf(
          "%5d %,10d  %13s %9s   %15s %9s%n",
          cycle.cycle(),
          cycle.updates(),
          percent(cycle.trainingAccuracy()),
          number(cycle.trainingLoss()),
          percent(cycle.validationAccuracy()),
          number(cycle.validationLoss()));
    }
  }

  private void curve(List<Measurement> measurements) {
    List<Point> points =
        measurements.stream()
            .filter(point -> !Double.isNaN(point.accuracy()))
            .map(point -> new Point(point.update(), point.accuracy(), mark(point)))
            .toList();
    if (!points.isEmpty()) {
      out.printf(
          "%n%s%n",
          Paint.BOLD.of(
              "accuracy over updates: %s training, %s validation".formatted(TRAINING, VALIDATION)));
      double last = points.stream().mapToDouble(Point::x).max().orElseThrow();
      TextScatter.Axis updates = new TextScatter.Axis(0, last, false);
      TextScatter.draw(points, updates, TrialScreen::percent, WIDTH, HEIGHT).forEach(out::println);
    }
  }

  private static char mark(Measurement point) {
    return point.split().equals(Measurement.TRAINING) ? TRAINING : VALIDATION;
  }

  /** A percentage; empty if it was not measured. */
  private static String percent(double fraction) {
    return Double.isNaN(fraction) ? "" : "%.2f %%".formatted(100 * fraction);
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "" : "%.4f".formatted(value);
  }
}
