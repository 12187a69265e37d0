package io.github.clrsearch.search.stopping;

import static io.github.clrsearch.search.stopping.LearningCurves.curve;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.clrsearch.search.space.Setting;
import io.github.clrsearch.search.trial.Metric;
import io.github.clrsearch.search.trial.Observation;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The best has 0.5 of 2,500 images: a standard error of one point. */
class ExtrapolationTest {
  private static final Extrapolation EXTRAPOLATION = new Extrapolation();
  private static final Metric METRIC = Metric.accuracy(2500);

  private static List<Integer> continuing(double toBeat, int cycles, double[]... curves) {
    return continuing(new Baseline(List.of(toBeat), METRIC), cycles, curves);
  }

  private static List<Integer> continuing(Baseline baseline, int cycles, double[]... curves) {
    LearningCurves all = LearningCurves.of(curves);
    return EXTRAPOLATION
        .continued(
            IntStream.range(0, curves.length).mapToObj(i -> all.rungResult(i, cycles)).toList(),
            baseline)
        .stream()
        .map(result -> result.trial().number())
        .toList();
  }

  @Test
  void afterOneCycleStopsTrialsTwoStandardErrorsBehind() {
    assertThat(
            continuing(
                Double.NaN, 1, curve(0.5, 0), curve(0.481, 0), curve(0.479, 0), curve(0.1, 0)))
        .containsExactly(0, 1);
  }

  @ParameterizedTest
  @CsvSource({
    // Within a standard error, falling.
    "0.495, 0.491, true",
    "0.495, 0.489, false",
    // With two cycles left, three quarters of the last gain may follow.
    "0.47, 0.483, true",
    "0.475, 0.483, false",
    "0.4, 0.45, false",
    "0.4, 0.46, true"
  })
  void laterStopsTrialsThatWouldStayOneStandardErrorBehind(
      double first, double second, boolean goesOn) {
    assertThat(continuing(Double.NaN, 2, curve(0.4, 0.5, 0, 0), curve(first, second, 0, 0)))
        .contains(0)
        .satisfies(on -> assertThat(on.contains(1)).isEqualTo(goesOn));
  }

  @Test
  void comparesWithTheBestOfEarlierStages() {
    assertThat(continuing(0.5, 2, curve(0.48, 0.48, 0), curve(0.48, 0.495, 0))).containsExactly(1);
  }

  /**
   * Two trials of an earlier stage: one has improved since its first cycle, one diverged at once.
   */
  @Test
  void doesNotHoldAFirstCycleAgainstALaterOne() {
    List<Observation> earlier =
        List.of(
            new Observation("a/0", 1, setting(), 0.4),
            new Observation("a/0", 2, setting(), 0.45),
            new Observation("a/0", 3, setting(), 0.5),
            new Observation("a/1", 0, setting(), Double.NaN));
    Baseline baseline = Baseline.of(METRIC, earlier);

    assertThat(continuing(baseline, 1, curve(0.39, 0), curve(0.37, 0))).containsExactly(0);
    assertThat(continuing(baseline, 2, curve(0.39, 0.44, 0), curve(0.39, 0.42, 0)))
        .containsExactly(0);
    assertThat(continuing(baseline, 3, curve(0.39, 0.44, 0.45, 0))).isEmpty();
    assertThat(continuing(baseline, 4, curve(0.39, 0.44, 0.45, 0.46, 0))).isEmpty();
    assertThat(continuing(Baseline.of(METRIC, List.of()), 1, curve(0.1, 0))).containsExactly(0);
  }

  private static Setting setting() {
    return new Setting(Map.of("x", 1.0));
  }

  @Test
  void stopsTheBestTrialIfItsAccuracyHasFallen() {
    assertThat(continuing(Double.NaN, 2, curve(0.5, 0.45, 0), curve(0.49, 0.495, 0)))
        .containsExactly(1);
  }

  @Test
  void withoutAccuraciesNoTrialContinues() {
    assertThat(continuing(Double.NaN, 1, curve(Double.NaN, 0), curve(Double.NaN, 0))).isEmpty();
  }

  @Test
  void trialsTrainCycleByCycle() {
    assertThat(
            LearningCurves.of(
                    curve(0.5, 0.52, 0.53, 0.53, 0.53),
                    curve(0.5, 0.48, 0.5, 0.5, 0.5),
                    curve(0.2, 0.9, 0.9, 0.9, 0.9))
                .cycles(EXTRAPOLATION))
        .containsExactly(5, 2, 1);
  }
}
