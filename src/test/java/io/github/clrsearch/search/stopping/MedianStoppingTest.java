package io.github.clrsearch.search.stopping;

import static io.github.clrsearch.search.stopping.LearningCurves.curve;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.clrsearch.search.trial.Metric;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MedianStoppingTest {
  private static final MedianStopping EVERY_CYCLE = new MedianStopping(0);

  private static List<Integer> continuing(double... accuracies) {
    double[][] curves = new double[accuracies.length][];
    for (int i = 0; i < accuracies.length; i++) {
      curves[i] = curve(accuracies[i], 1);
    }
    LearningCurves all = LearningCurves.of(curves);
    List<RungResult> results =
        IntStream.range(0, accuracies.length).mapToObj(i -> all.rungResult(i, 1)).toList();
    return EVERY_CYCLE
        .continued(results, new Baseline(List.of(Double.NaN), Metric.accuracy(1000)))
        .stream()
        .map(result -> result.trial().number())
        .toList();
  }

  static Stream<Arguments> comparisons() {
    return Stream.of(
        Arguments.of(new double[] {0.125, 0.25, 0.375, 0.5, 0.625}, List.of(2, 3, 4)),
        Arguments.of(new double[] {0.625, 0.5, 0.375, 0.25, 0.125}, List.of(0, 1, 2)),
        Arguments.of(new double[] {0.1, 0.2, 0.3, 0.4, 0.5, 0.6}, List.of(3, 4, 5)),
        Arguments.of(new double[] {0.3, 0.3, 0.3, 0.3, 0.3}, List.of(0, 1, 2, 3, 4)),
        Arguments.of(new double[] {0.3, 0.3, 0.3, 0.2, 0.9}, List.of(0, 1, 2, 4)),
        Arguments.of(new double[] {0.1, Double.NaN, 0.2, 0.3, 0.4}, List.of(2, 3, 4)),
        // Fewer than five trials are not stopped.
        Arguments.of(new double[] {0.1, 0.2, 0.3, 0.9}, List.of(0, 1, 2, 3)));
  }

  @ParameterizedTest
  @MethodSource("comparisons")
  void stopsTrialsBelowTheMedianOfTheOthers(double[] accuracies, List<Integer> expected) {
    assertThat(continuing(accuracies)).isEqualTo(expected);
  }

  @Test
  void comparesTheBestSoFarAfterEqualNumbersOfUpdates() {
    // At 200 updates: 0.8 (at 100), 0.7, 0.6, 0.5, 0.4; the first does not stop for falling.
    LearningCurves curves =
        new LearningCurves(
            new long[] {100, 200, 200, 200, 200},
            curve(0.8, 0.1, 0.1, 0.1),
            curve(0.7, 0.7),
            curve(0.6, 0.6),
            curve(0.5, 0.5),
            curve(0.4, 0.4));

    assertThat(curves.cycles(EVERY_CYCLE)).containsExactly(4, 2, 2, 1, 1);
  }
}
