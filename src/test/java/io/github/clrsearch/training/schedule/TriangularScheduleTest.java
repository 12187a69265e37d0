package io.github.clrsearch.training.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("optimizing-compiler")
class TriangularScheduleTest {
  private static final double MIN = 1e-5;
  private static final double MAX = 1e-1;
  private static final double STEP = (MAX - MIN) / 500;

  private final TriangularSchedule schedule = new TriangularSchedule(MIN, MAX, 500);

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 4, 1_000_000_000_000L})
  void turnsAtTheStartAndTheMiddleOfEveryCycle(long l) {
    long start = 1000 * l;
    assertThat(schedule.eta(start)).isEqualTo(MIN);
    assertThat(schedule.eta(start + 1)).isCloseTo(MIN + STEP, within(1e-15));
    assertThat(schedule.eta(start + 250)).isCloseTo((MIN + MAX) / 2, within(1e-15));
    assertThat(schedule.eta(start + 499)).isCloseTo(MAX - STEP, within(1e-15));
    assertThat(schedule.eta(start + 500)).isCloseTo(MAX, within(1e-15));
    assertThat(schedule.eta(start + 501)).isCloseTo(MAX - STEP, within(1e-15));
    assertThat(schedule.eta(start + 999)).isCloseTo(MIN + STEP, within(1e-15));
    assertThat(schedule.eta(start + 1000)).isEqualTo(MIN);
  }

  /** Both formulas hold where their ranges meet. */
  @ParameterizedTest
  @CsvSource({"1, 0", "1, 2", "3, 0", "500, 0", "500, 1", "800, 2"})
  void agreesWithTheFormulasOfTheReport(long nS, long l) {
    TriangularSchedule schedule = new TriangularSchedule(MIN, MAX, nS);
    for (long t = 2 * l * nS; t <= (2 * l + 1) * nS; t++) {
      double rising = MIN + (double) (t - 2 * l * nS) / nS * (MAX - MIN);
      assertThat(schedule.eta(t)).as("rising at %d", t).isCloseTo(rising, within(1e-15));
    }
    for (long t = (2 * l + 1) * nS; t <= 2 * (l + 1) * nS; t++) {
      double falling = MAX - (double) (t - (2 * l + 1) * nS) / nS * (MAX - MIN);
      assertThat(schedule.eta(t)).as("falling at %d", t).isCloseTo(falling, within(1e-15));
    }
  }

  @Test
  void stepsFromBottomToTopInOneUpdate() {
    TriangularSchedule shortest = new TriangularSchedule(0.25, 0.5, 1);

    assertThat(shortest.cycles().length(1)).isEqualTo(2);
    assertThat(shortest.eta(0)).isEqualTo(0.25);
    assertThat(shortest.eta(1)).isEqualTo(0.5);
    assertThat(shortest.eta(2)).isEqualTo(0.25);
  }

  @Test
  void staysConstantBetweenEqualBounds() {
    TriangularSchedule constant = new TriangularSchedule(0.01, 0.01, 7);

    for (long t = 0; t <= 28; t++) {
      assertThat(constant.eta(t)).isEqualTo(0.01);
    }
  }

  @ParameterizedTest
  @CsvSource({"0.2, 0.1", "-0.1, 0.1", "NaN, 0.1", "0, NaN", "0, Infinity"})
  void rejectsLearningRatesOutOfOrder(double etaMin, double etaMax) {
    assertThatThrownBy(() -> new TriangularSchedule(etaMin, etaMax, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "learning rates must satisfy 0 <= eta_min <= eta_max, but got eta_min = %s, eta_max = %s",
            etaMin, etaMax);
  }

  @Test
  void rejectsACycleWithoutUpdates() {
    assertThatThrownBy(() -> new TriangularSchedule(0, 0.1, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("n_s must be at least 1 update, but got 0");
  }
}
