package io.github.clrsearch.search.stopping;

import static io.github.clrsearch.search.stopping.LearningCurves.curve;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.clrsearch.search.trial.Outcome;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HalvingTest {
  private static final Halving BY_THREE = new Halving(3, 0);

  /** Nine trials of up to nine cycles, whose accuracy rises with their number. */
  private static LearningCurves nine() {
    double[][] curves = new double[9][9];
    for (int i = 0; i < 9; i++) {
      for (int cycle = 0; cycle < 9; cycle++) {
        curves[i][cycle] = 0.3 + 0.01 * i + 0.001 * cycle;
      }
    }
    return LearningCurves.of(curves);
  }

  @Test
  void aThirdContinuesFromEachRung() {
    assertThat(nine().cycles(BY_THREE)).containsExactly(1, 1, 1, 1, 1, 1, 3, 3, 9);
    assertThat(nine().cycles(new Halving(2, 200))).containsExactly(2, 2, 2, 2, 2, 4, 4, 8, 9);
  }

  /** Cycles of 100, 200, 400, ... updates. */
  @ParameterizedTest
  @CsvSource({"0, 1", "1, 2", "2, 3", "3, 4", "4, 6"})
  void countsTheUpdatesOfCyclesThatGrow(int rung, int cycles) {
    Halving halving = new Halving(3, 0);

    assertThat(halving.cycles(rung, n -> 100 * ((1L << Math.min(n, 20)) - 1), 100))
        .isEqualTo(cycles);
  }

  @Test
  void reportsContinuedTrialsAndUpdates() {
    assertThat(nine().run(BY_THREE, new TreeMap<>()).rungs())
        .extracting(Rung::toString)
        .containsExactly(
            "halving, rung 1: 3 of 9 trials continue; 900 updates so far, 4800 saved at this rung",
            "halving, rung 2: 1 of 3 trials continues; 1500 updates so far, 1200 saved at this rung");
  }

  @Test
  void reportsWhyEachTrialStopped() {
    assertThat(nine().run(BY_THREE, new TreeMap<>()).stopped())
        .containsOnlyKeys(0, 1, 2, 3, 4, 5, 6, 7)
        .containsEntry(
            2,
            new Outcome.Stopped(
                "halving: not among the 3 of 9 trials that continue from rung 1, after 1 of 9 cycles"))
        .containsEntry(
            7,
            new Outcome.Stopped(
                "halving: not among the 1 of 3 trials that continue from rung 2, after 3 of 9 cycles"));
  }

  @Test
  void comparesUnequalCyclesByTheLastEndAtOrBeforeTheRung() {
    // At 700 updates the first has had three cycles, the second one, the third seven.
    LearningCurves curves =
        new LearningCurves(
            new long[] {200, 700, 100},
            curve(0.3, 0.3, 0.5, 0.2),
            curve(0.4, 0.9, 0.9),
            curve(0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 0.3, 0.9));

    assertThat(curves.cycles(new Halving(3, 700))).containsExactly(4, 1, 7);
  }

  @Test
  void breaksTiesByTrialNumber() {
    assertThat(
            LearningCurves.of(curve(0.5, 0.5), curve(0.5, 0.5), curve(0.5, 0.5)).cycles(BY_THREE))
        .containsExactly(2, 1, 1);
  }

  @Test
  void aTrialWithoutAnEndedCycleContinues() {
    LearningCurves curves =
        new LearningCurves(
            new long[] {100, 100, 100, 250},
            curve(0.5, 0.5, 0.5),
            curve(0.6, 0.6, 0.6),
            curve(0.4, 0.4, 0.4),
            curve(0.1, 0.1, 0.1));

    assertThat(curves.cycles(new Halving(3, 100))).containsExactly(1, 3, 1, 1);
  }

  @Test
  void aCompletedTrialTakesAPlace() {
    LearningCurves curves =
        LearningCurves.of(curve(0.9), curve(0.5, 0.5, 0.5), curve(0.4, 0.4, 0.4));

    assertThat(curves.cycles(BY_THREE)).containsExactly(1, 1, 1);
  }

  @Test
  void oneTrialAlwaysContinues() {
    assertThat(LearningCurves.of(curve(0.4, 0.4), curve(0.5, 0.5)).cycles(BY_THREE))
        .containsExactly(1, 2);
  }

  @Test
  void nanIsTheLowestAccuracy() {
    assertThat(
            LearningCurves.of(curve(Double.NaN, 0.9), curve(0.1, 0.1), curve(Double.NaN, 0.9))
                .cycles(BY_THREE))
        .containsExactly(1, 2, 1);
  }

  @Test
  void rejectsAFactorBelowTwo() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Halving(1, 0))
        .withMessage("halving must have factor >= 2 and from-updates >= 0, but got 1 and 0");
  }
}
