package io.github.clrsearch.search.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.clrsearch.search.samplers.Points;
import io.github.clrsearch.search.space.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetricTest {
  private static final Metric RMSE = Metric.minimized("rmse");
  private static final Setting SETTING = new Setting(Map.of("x", 1.0));

  private static List<Candidate> candidates(Metric metric, double... values) {
    List<Candidate> candidates = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      candidates.addAll(
          Candidate.of(metric, Points.trial(i, SETTING), TrialResult.completed(metric, values[i])));
    }
    return candidates;
  }

  private static List<Double> ranked(Metric metric, double... values) {
    return Leaderboard.of(candidates(metric, values)).candidates().stream()
        .map(Candidate::value)
        .toList();
  }

  @Test
  void theBestIsTheHighestOrTheLowest() {
    assertThat(ranked(Metric.maximized("bleu"), 27.4, -3, 31.2)).containsExactly(31.2, 27.4, -3.0);
    assertThat(ranked(RMSE, 0.4, -0.1, 7)).containsExactly(-0.1, 0.4, 7.0);
    assertThat(ranked(RMSE, 0, 0.5)).containsExactly(0.0, 0.5);
  }

  @Test
  void valuesThatAreNoNumbersHaveNoScore() {
    assertThat(ranked(RMSE, Double.NaN, 0.4, Double.POSITIVE_INFINITY, 1e200, -1e200))
        .containsExactly(0.4);
  }

  @Test
  void onlyFractionsArePercentages() {
    assertThat(Metric.accuracy(5000).text(0.5231)).isEqualTo("52.31 %");
    assertThat(Metric.accuracy(5000).difference(0.0123)).isEqualTo("1.23 points");
    assertThat(Metric.accuracy(5000).words()).isEqualTo("validation accuracy");
    assertThat(RMSE.text(0.523149)).isEqualTo("0.5231");
    assertThat(RMSE.difference(-1.25e-7)).isEqualTo("-1.25e-7");
    assertThat(RMSE.textOf(-12)).isEqualTo("12");
  }

  @Test
  void theStandardErrorIsThatOfItsNoise() {
    assertThat(Metric.accuracy(2500).standardError(0.5)).isEqualTo(0.01);
    Metric errors = Metric.minimized("error_rate").ofExamples(2500);
    assertThat(errors.standardError(errors.score(0.5))).isEqualTo(0.01);
    assertThat(RMSE.standardError(-3)).isZero();
    assertThat(RMSE.withStandardError(0.2).standardError(-3)).isEqualTo(0.2);
  }

  @Test
  void candidatesWithinOneStandardErrorOfTheLowestAreTop() {
    Metric known = RMSE.withStandardError(0.2);
    TopCandidates top =
        TopCandidates.of(candidates(known, 1.15, 1, 9, 1.19, 1.21, 1.05), known).orElseThrow();
    assertThat(top.candidates())
        .extracting(Candidate::value)
        .containsExactly(1.0, 1.05, 1.15, 1.19);
    assertThat(top).hasToString("4 candidates within one standard error (0.2) of the best");
    assertThat(TopCandidates.of(candidates(RMSE, 3, 1, 2, 4), RMSE).orElseThrow())
        .hasToString(
            "3 candidates of the best 3 trials, because the standard error of rmse is not known yet");
  }

  @Test
  void modelsRaiseScoresThatAreFarBelowTheOthers() {
    assertThat(RMSE.lowest(new double[] {-1, -2, -3, -1e9, -4})).isEqualTo(-3 - 3 * 2);
    assertThat(RMSE.lowest(new double[] {-1, -1, -1, -5})).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(Metric.accuracy(10).lowest(new double[] {0.9, 0.8, 0.1}))
        .isEqualTo(Double.NEGATIVE_INFINITY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Loss", "val loss", "1st", "_x", "läss", "a-b"})
  void theNameIsThatOfAColumn(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Metric.minimized(name))
        .withMessage(
            "the name of a metric must be a lower-case letter followed by lower-case letters, digits or '_', but got '%s': rename it"
                .formatted(name));
  }

  @Test
  void numbersOfExamplesAndStandardErrorsAreChecked() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Metric.accuracy(0))
        .withMessage("a fraction must be measured on at least 1 example, but got 0");
    for (double wrong : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> RMSE.withStandardError(wrong))
          .withMessageContaining("must be a finite number of at least 0, but got " + wrong);
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RMSE.with(new Noise.Examples(10)))
        .withMessageContaining("but rmse is any real number");
  }
}
