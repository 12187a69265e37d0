package io.github.clrsearch.cluster.programs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clrsearch.program.ProgramRun.Answer;
import io.github.clrsearch.program.Report;
import io.github.clrsearch.search.space.Setting;
import io.github.clrsearch.search.trial.Cancellation;
import io.github.clrsearch.search.trial.Metric;
import io.github.clrsearch.search.trial.Outcome;
import io.github.clrsearch.search.trial.Trial;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportedCyclesTest {
  private static final int CYCLES = 3;

  /** A time limit that is over after so many cycles. */
  private static ReportedCycles limitedTo(long cycles) {
    return limitedTo(cycles, "n_epochs");
  }

  private static ReportedCycles limitedTo(long cycles, String cyclesBy) {
    Cancellation limit =
        new Cancellation() {
          @Override
          public boolean requested() {
            return false;
          }

          @Override
          public boolean requestedBefore(long updates, long next) {
            return updates + next > cycles;
          }
        };
    Trial trial =
        new Trial("s", "a", 0, 1, new Setting(Map.of("lr", 0.1, "n_cycles", (double) CYCLES)));
    Program program =
        new Program(List.of("train"), List.of(), Metric.minimized("loss"), cyclesBy, 1);
    return new ReportedCycles(trial, program, limit, List.of(), (moment, kept) -> {});
  }

  private static Answer report(ReportedCycles cycles, int cycle) {
    return cycles.apply(new Report(cycle, Map.of("loss", 1.0 / cycle), true));
  }

  @Test
  void aProgramThatEndsBecauseItWasToldHasNotCompleted() {
    ReportedCycles cycles = limitedTo(2);
    assertThat(report(cycles, 1)).isEqualTo(Answer.CONTINUE);
    assertThat(report(cycles, 2)).isEqualTo(Answer.STOP);

    assertThat(cycles.ended()).isEqualTo(new Outcome.Stopped("stopped after 2 cycles"));
  }

  @Test
  void aProgramThatHasReportedAllCyclesHasCompleted() {
    ReportedCycles cycles = limitedTo(CYCLES);
    assertThat(report(cycles, 2)).isEqualTo(Answer.CONTINUE);
    assertThat(report(cycles, CYCLES)).isEqualTo(Answer.DONE);

    assertThat(cycles.ended()).isEqualTo(new Outcome.Completed());
  }

  @Test
  void aProgramThatDoesNotCountCyclesIsNotStoppedBetweenReports() {
    ReportedCycles cycles = limitedTo(1, null);
    assertThat(report(cycles, 1)).isEqualTo(Answer.CONTINUE);

    assertThat(cycles.ended()).isEqualTo(new Outcome.Completed());
  }

  @Test
  void aProgramWithoutReportsHasFailed() {
    assertThat(limitedTo(1).ended()).isInstanceOf(Outcome.Failed.class);
  }
}
