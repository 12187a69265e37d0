package io.github.clrsearch.cluster.programs;

import io.github.clrsearch.program.ProgramRun.Answer;
import io.github.clrsearch.program.Report;
import io.github.clrsearch.search.trial.Cancellation;
import io.github.clrsearch.search.trial.CycleResult;
import io.github.clrsearch.search.trial.Metric;
import io.github.clrsearch.search.trial.Outcome;
import io.github.clrsearch.search.trial.Trial;
import io.github.clrsearch.search.trial.TrialResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Turns the reports of a program into the cycles of its trial, and decides whether it continues.
 */
final class ReportedCycles implements Function<Report, Answer> {
  private final Trial trial;
  private final Program program;
  private final Cancellation cancellation;
  private final Checkpoints checkpoints;
  private final List<CycleResult> cycles;
  private Optional<Outcome> diverged = Optional.empty();

  /** The last cycle of this execution; 0 if there is none. */
  private int last;

  private int resumedAt;
  private boolean toldToStop;

  /** When a checkpoint may be kept. */
  enum Moment {
    /** After a report. */
    CYCLE,
    /** After the report of the last cycle. */
    LAST_CYCLE,
    /** After the report at which the trial is stopped; it may continue later. */
    EARLY_END
  }

  /** Keeps checkpoints. */
  @FunctionalInterface
  interface Checkpoints {
    /** Called after each report, before it is answered: a program that asked does not write now. */
    void keep(Moment moment, List<CycleResult> cycles);
  }

  /**
   * Begins with the cycles of an earlier execution.
   *
   * @param restored cycles whose checkpoint the program has; may be empty
   */
  ReportedCycles(
      Trial trial,
      Program program,
      Cancellation cancellation,
      List<CycleResult> restored,
      Checkpoints checkpoints) {
    this.trial = trial;
    this.program = program;
    this.cancellation = cancellation;
    this.checkpoints = checkpoints;
    this.cycles = new ArrayList<>(restored);
    this.resumedAt = cycles.isEmpty() ? 0 : cycles.get(cycles.size() - 1).cycle();
  }

  @Override
  public Answer apply(Report report) {
    int cycle = number(report);
    Metric metric = program.metric();
    if (!report.values().containsKey(metric.name())) {
      throw new IllegalArgumentException(
          "every report must have %s, but that of cycle %d has %s: print it, or correct objective.metric"
              .formatted(metric.name(), cycle, report.values().keySet()));
    }
    if (last == 0) {
      resumedAt = Math.min(resumedAt, cycle - 1);
    }
    last = cycle;
    // A program may resume from an earlier checkpoint, or report a cycle again.
    cycles.removeIf(earlier -> earlier.cycle() >= cycle);
    CycleResult end = CycleResult.of(cycle, cycle, report.values());
    cycles.add(end);
    if (Double.isNaN(end.score(metric))) {
      diverged =
          Optional.of(
              new Outcome.Diverged(
                  "%s is %s at the end of cycle %d"
                      .formatted(metric.name(), end.value(metric.name()), cycle)));
      return Answer.STOP;
    }
    if (cycle == trial.cycles()) {
      checkpoints.keep(Moment.LAST_CYCLE, cycles);
      return Answer.DONE;
    }
    // Without cycles, only the last report is a result.
    toldToStop = program.cyclesBy() != null && cancellation.requestedBefore(cycle - resumedAt, 1);
    checkpoints.keep(toldToStop ? Moment.EARLY_END : Moment.CYCLE, cycles);
    return toldToStop ? Answer.STOP : Answer.CONTINUE;
  }

  private int number(Report report) {
    int cycle = report.cycle();
    if (cycle == 0) {
      cycle = program.cyclesBy() == null ? 1 : Math.max(last, resumedAt) + 1;
    }
    if (cycle < last) {
      throw new IllegalArgumentException(
          "cycles must be reported in order, but the program reported %d after %d"
              .formatted(cycle, last));
    }
    if (cycle > trial.cycles()) {
      throw new IllegalArgumentException(
          "the program reported cycle %d, but the trial has %d (%s): number them from 1"
              .formatted(cycle, trial.cycles(), program.cyclesBy()));
    }
    return cycle;
  }

  /** The outcome of a trial whose program ended with status 0; it may have been told to. */
  Outcome ended() {
    if (cycles.isEmpty()) {
      return new Outcome.Failed(
          "the program ended without a line such as 'clr-search: {\"loss\": 0.4}' on its standard output");
    }
    return toldToStop ? stopped() : new Outcome.Completed();
  }

  /** The outcome of a trial whose program was told to end. */
  Outcome stopped() {
    return last == trial.cycles()
        ? new Outcome.Completed()
        : new Outcome.Stopped("stopped after %d cycles".formatted(last));
  }

  /** The result with an outcome; that of a divergence takes precedence. */
  TrialResult result(Outcome outcome) {
    int updates = cycles.isEmpty() ? 0 : cycles.get(cycles.size() - 1).cycle();
    return new TrialResult(
        diverged.orElse(outcome), cycles, List.of(), updates, Math.min(resumedAt, updates), null);
  }
}
