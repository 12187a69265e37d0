package io.github.clrsearch.cli.console;

import io.github.clrsearch.cluster.StudyRehearsal.Expected;
import io.github.clrsearch.cluster.StudyRehearsal.ExpectedStage;
import io.github.clrsearch.search.Study;
import io.github.clrsearch.search.budget.TimeBudget;
import io.github.clrsearch.search.space.Numbers;
import io.github.clrsearch.workflow.SearchPlan;
import java.io.PrintStream;
import java.time.Duration;

/** Prints what a search will do. */
public final class PlanScreen {
  private static final double MEBIBYTE = 1 << 20;

  /** Fewer trials of a program than this do not tell how long the others take. */
  private static final int FEWEST_TRIALS = 3;

  private static final String ROW = "%-{}s  %7s  %8s  %8s  %11s  %10s%n";

  private final PrintStream out;

  public PlanScreen(PrintStream out) {
    this.out = out;
  }

  /** Prints stages, effort, time and memory. */
  public void show(SearchPlan plan) {
    Study study = plan.configuration().study();
    Expected expected = plan.expected();
    out.printf("plan of study %s, seed %d; nothing is trained%n", study.name(), study.seed());
    plan.subject()
        .description(plan.configuration())
        .forEach(line -> out.println(Printable.line(line)));
    out.printf("running on %s%n", plan.spark());
    out.printf(
        "output directory: %s, which has %s%n",
        plan.location(),
        plan.isNew() ? "no study yet" : Numbers.count(plan.before(), "ended trial"));
    stages(expected);
    time(plan, expected);
    plan.memory()
        .ifPresent(
            of ->
                out.printf(
                    "memory: %.1f MiB for the largest task, and %.0f MiB of data that is broadcast once to each executor%n",
                    of.taskBytes() / MEBIBYTE, of.dataBytes() / MEBIBYTE));
    expected.notes().forEach(line -> out.println("note: " + line));
  }

  private void stages(Expected expected) {
    int width =
        Math.max(
            "total".length(),
            expected.stages().stream().mapToInt(stage -> stage.name().length()).max().orElse(0));
    String row = ROW.replace("{}", Integer.toString(width));
    out.println();
    out.print(
        Paint.BOLD.of(
            row.formatted("stage", "trials", "of them", "cycles", "updates", "time")
                .stripTrailing()));
    out.printf("%n" + row, "", "", "in folder", "to train", "to train", "");
    int trials = 0;
    int kept = 0;
    long cycles = 0;
    long updates = 0;
    double seconds = 0;
    int stopped = 0;
    for (ExpectedStage stage : expected.stages()) {
      line(
          row,
          stage.name(),
          stage.trials(),
          stage.kept(),
          stage.cycles(),
          stage.updates(),
          stage.seconds());
      trials += stage.trials();
      kept += stage.kept();
      cycles += stage.cycles();
      updates += stage.updates();
      seconds += stage.seconds();
      stopped += stage.stopped();
    }
    line(row, "total", trials, kept, cycles, updates, seconds);
    if (stopped > 0) {
      out.printf(
          "it is assumed that %s end before their last cycle, as with usual learning curves%n",
          Numbers.count(stopped, "trial"));
    }
  }

  private void line(
      String row, String name, int trials, int kept, long cycles, long updates, double seconds) {
    out.printf(
        row,
        name,
        trials,
        kept,
        "%,d".formatted(cycles),
        "%,d".formatted(updates),
        length(seconds));
  }

  private void time(SearchPlan plan, Expected expected) {
    out.println();
    if (plan.memory().isEmpty() && plan.before() < FEWEST_TRIALS) {
      out.println("estimated time: known when three trials have ended");
    } else {
      estimate(expected);
    }
    budget(plan.configuration().search().budget());
  }

  private void estimate(Expected expected) {
    out.printf(
        "estimated time: %s, %s of it to train (by %s)%n",
        length(expected.seconds()),
        length(expected.training()),
        expected.timed() > 0
            ? "%s of a few seconds here".formatted(Numbers.count(expected.timed(), "training"))
            : "the trials in the folder");
  }

  private void budget(TimeBudget budget) {
    if (budget instanceof TimeBudget.Total total) {
      out.printf("time budget: %s%n", length(total.duration().toMillis() / 1e3));
    } else if (budget instanceof TimeBudget.Additional additional) {
      out.printf("time budget: %s more%n", length(additional.duration().toMillis() / 1e3));
    } else if (budget instanceof TimeBudget.Until until) {
      out.printf("time budget: until %s%n", until.time());
    }
  }

  private static String length(double seconds) {
    Duration time = Duration.ofMillis(Math.round(1e3 * seconds));
    if (time.toHours() > 0) {
      return "%d h %02d min".formatted(time.toHours(), time.toMinutesPart());
    }
    return time.toMinutes() > 0
        ? "%d min %02d s".formatted(time.toMinutes(), time.toSecondsPart())
        : "%.0f s".formatted(seconds);
  }
}
