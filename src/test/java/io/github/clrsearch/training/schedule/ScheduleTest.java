package io.github.clrsearch.training.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Schedules with n_s = 8 at the start, the middle, the peak and the end of their cycles. The values
 * of the repeating schedules are those of PyTorch 1.13 (CyclicLR with base_momentum 0.85 and
 * max_momentum 0.95, CosineAnnealingWarmRestarts), those of one-cycle are fastai's combined_cos.
 */
@Tag("optimizing-compiler")
class ScheduleTest {
  private static final long N_S = 8;
  private static final EtaBounds RATES = new EtaBounds(0.01, 0.09);
  private static final TriangularSchedule TRIANGULAR = new TriangularSchedule(RATES, N_S);
  private static final Triangular2Schedule TRIANGULAR2 = new Triangular2Schedule(TRIANGULAR);
  private static final ExpRangeSchedule EXP_RANGE = new ExpRangeSchedule(TRIANGULAR, 0.99);
  private static final CosineSchedule COSINE = new CosineSchedule(RATES, new CycleEnds(N_S, 2));
  private static final ExponentialRise RISE = new ExponentialRise(new EtaBounds(1e-5, 0.1), N_S);

  static Stream<Schedule> schedules() {
    return Stream.of(
        TRIANGULAR,
        TRIANGULAR2,
        EXP_RANGE,
        COSINE,
        oneCycle(Anneal.COSINE),
        oneCycle(Anneal.LINEAR),
        RISE);
  }

  private static OneCycleSchedule oneCycle(Anneal anneal) {
    return new OneCycleSchedule(0.1, 0.25, 25, 1e5, anneal, N_S);
  }

  private static void check(Schedule schedule, long t, double eta, double momentum) {
    assertThat(schedule.eta(t)).isCloseTo(eta, within(1e-15));
    assertThat(schedule.momentum(t, 0.95, 0.85)).isCloseTo(momentum, within(1e-15));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0.01, 0.95",
    "4, 0.05, 0.9",
    "8, 0.09, 0.85",
    "12, 0.05, 0.9",
    "15, 0.02, 0.9375",
    "16, 0.01, 0.95",
    "24, 0.09, 0.85",
    "31, 0.02, 0.9375",
    "40, 0.09, 0.85"
  })
  void triangular(long t, double eta, double momentum) {
    check(TRIANGULAR, t, eta, momentum);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0.01, 0.95", "4, 0.05, 0.9", "8, 0.09, 0.85", "12, 0.05, 0.9", "15, 0.02, 0.9375",
    "16, 0.01, 0.95", "20, 0.03, 0.925", "24, 0.05, 0.9", "31, 0.015, 0.94375", "40, 0.03, 0.925"
  })
  void triangular2HalvesTheHeightOfEachCycle(long t, double eta, double momentum) {
    check(TRIANGULAR2, t, eta, momentum);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0.01, 0.95",
    "4, 0.0484238404, 0.9019701995",
    "8, 0.0838195755542336, 0.857725530557208",
    "12, 0.04545539486864517, 0.9056807564141935",
    "15, 0.018600583546412884, 0.9392492705669838",
    "16, 0.01, 0.95",
    "24, 0.0728542512645775, 0.8714321859192781",
    "31, 0.017323033696543977, 0.9408462078793199",
    "40, 0.06351774068557442, 0.883102824143032"
  })
  void expRangeShrinksInEveryUpdate(long t, double eta, double momentum) {
    check(EXP_RANGE, t, eta, momentum);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0.09, 0.85",
    "4, 0.0782842712474619, 0.864644660940673",
    "8, 0.05, 0.9",
    "12, 0.0217157287525381, 0.935355339059327",
    "15, 0.010768588783870783, 0.949039264020162",
    "16, 0.09, 0.85",
    "24, 0.0782842712474619, 0.864644660940673",
    "32, 0.05, 0.9",
    "47, 0.010192610933112127, 0.94975923633361",
    "48, 0.09, 0.85",
    "80, 0.05, 0.9",
    "111, 0.010048181751793103, 0.949939772810259"
  })
  void cosineRestartsAndItsCyclesGrow(long t, double eta, double momentum) {
    check(COSINE, t, eta, momentum);
  }

  @ParameterizedTest
  @CsvSource({
    "COSINE, 0, 0.004, 0.95",
    "COSINE, 2, 0.052, 0.9",
    "COSINE, 4, 0.1, 0.85",
    "COSINE, 10, 0.0500005, 0.9",
    "COSINE, 15, 0.0017046916484597385, 0.9482962913144534",
    "COSINE, 16, 1e-6, 0.95",
    "COSINE, 17, 1e-6, 0.95",
    "LINEAR, 0, 0.004, 0.95",
    "LINEAR, 2, 0.052, 0.9",
    "LINEAR, 4, 0.1, 0.85",
    "LINEAR, 10, 0.0500005, 0.9",
    "LINEAR, 15, 0.00833425, 0.9416666666666667",
    "LINEAR, 16, 1e-6, 0.95"
  })
  void oneCycleRisesAndFallsFarBelowItsStart(Anneal anneal, long t, double eta, double momentum) {
    check(oneCycle(anneal), t, eta, momentum);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1e-5, 0.95",
    "2, 1e-4, 0.925",
    "4, 1e-3, 0.9",
    "6, 1e-2, 0.875",
    "8, 0.1, 0.85",
    "9, 0.1, 0.85"
  })
  void theRateOfARangeTestRisesByAFactorPerUpdate(long t, double eta, double momentum) {
    check(RISE, t, eta, momentum);
  }

  @Test
  void rejectsAnExponentialRiseFromZero() {
    assertThatThrownBy(() -> new ExponentialRise(new EtaBounds(0, 0.1), N_S))
        .hasMessage(
            "a learning rate that rises exponentially must start above 0, but eta_min is 0");
  }

  @ParameterizedTest
  @CsvSource({"0, 0.1", "8, 0.05", "16, 1e-6"})
  void oneCycleWithoutWarmUpStartsAtTheTop(long t, double eta) {
    OneCycleSchedule schedule = new OneCycleSchedule(0.1, 0, 25, 1e5, Anneal.LINEAR, N_S);

    assertThat(schedule.eta(t)).isCloseTo(eta, within(1e-6));
  }

  @ParameterizedTest
  @MethodSource("schedules")
  void staysWithinItsBounds(Schedule schedule) {
    for (long t = 0; t < 500; t++) {
      assertThat(schedule.eta(t)).isBetween(0.0, 0.1);
      assertThat(schedule.height(t)).isBetween(0.0, 1.0);
    }
  }

  @ParameterizedTest
  @MethodSource("schedules")
  void everyUpdateBelongsToTheCycleThatEndsNext(Schedule schedule) {
    CycleEnds cycles = schedule.cycles();
    long t = 0;
    for (int cycle = 1; cycle <= 4; cycle++) {
      long length = cycles.length(cycle);
      for (long position = 0; position < length; position++, t++) {
        assertThat(cycles.cycle(t)).isEqualTo(cycle);
        assertThat(cycles.position(t)).isEqualTo(position);
      }
      assertThat(cycles.end(cycle)).isEqualTo(t);
    }
  }

  @Test
  void cyclesGrowByTheMultiple() {
    CycleEnds cycles = new CycleEnds(5, 3);

    assertThat(Stream.of(0, 1, 2, 3, 4).map(cycles::end)).containsExactly(0L, 10L, 40L, 130L, 400L);
  }

  @Test
  void rejectsATrainingThatIsTooLong() {
    assertThatThrownBy(() -> new CycleEnds(100, 2).end(60))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a training has at most 2^53 updates")
        .hasMessageContaining("lower n_cycles, k or cycle_mult");
    assertThat(new CycleEnds(100, 2).end(30)).isEqualTo(200 * ((1L << 30) - 1));
  }

  @ParameterizedTest
  @CsvSource({"1, 25, 1e5", "-0.1, 25, 1e5", "NaN, 25, 1e5", "0.25, 0.9, 1e5", "0.25, 25, 0.5"})
  void rejectsAOneCycleThatDoesNotRiseAndFall(double warmUp, double div, double finalDiv) {
    assertThatThrownBy(() -> new OneCycleSchedule(0.1, warmUp, div, finalDiv, Anneal.LINEAR, 8))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "one-cycle must have 0 <= warm_up < 1, div >= 1 and final_div >= 1");
  }

  @ParameterizedTest
  @CsvSource({"0", "1.1", "NaN"})
  void rejectsAGammaThatDoesNotShrink(double gamma) {
    assertThatThrownBy(() -> new ExpRangeSchedule(TRIANGULAR, gamma))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("gamma must be in (0, 1], but got %s", gamma);
  }

  @Test
  void rejectsCyclesThatShrink() {
    assertThatThrownBy(() -> new CycleEnds(8, 0))
        .hasMessage("cycle_mult must be at least 1, but got 0");
    assertThatThrownBy(() -> new CycleEnds(0, 1))
        .hasMessage("n_s must be at least 1 update, but got 0");
  }
}
