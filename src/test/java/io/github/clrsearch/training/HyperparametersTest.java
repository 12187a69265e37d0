package io.github.clrsearch.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.clrsearch.training.schedule.TriangularSchedule;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("optimizing-compiler")
class HyperparametersTest {

  /** The check values of the report's hand-out and its table. */
  @ParameterizedTest
  @CsvSource({"10000, 5, 500", "10000, 8, 800", "49000, 2, 980", "49000, 5, 2450", "45099, 2, 900"})
  void computesHalfTheCycleLengthFromEpochs(int n, int k, long nS) {
    Hyperparameters hyperparameters = new Hyperparameters(0.01, k, 3, 50, 1, 1, 1e-5, 1e-1, 100);

    assertThat(hyperparameters.schedule(n)).isEqualTo(new TriangularSchedule(1e-5, 1e-1, nS));
    assertThat(hyperparameters.updates(n)).isEqualTo(6 * nS);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-0.1|0|mirror must be in [0, 1], but got -0.1",
        "1.5|0|mirror must be in [0, 1], but got 1.5",
        "NaN|0|mirror must be in [0, 1], but got NaN",
        "0|-1|shift must be in [0, 1024], but got -1",
        "0|1025|shift must be in [0, 1024], but got 1025"
      })
  void rejectsJitterOutsideItsRange(double mirror, int shift, String message) {
    Hyperparameters hyperparameters = new Hyperparameters(0, 1, 1, 1, 1, 1, 0, 0.1, 100);

    assertThatThrownBy(() -> hyperparameters.withJitter(mirror, shift))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource({"-0.1, -0.1", "1, 1", "NaN, NaN"})
  void rejectsTooMuchLabelSmoothing(double labelSmoothing, String text) {
    Hyperparameters hyperparameters = new Hyperparameters(0, 1, 1, 1, 1, 1, 0, 0.1, 100);

    assertThatThrownBy(() -> hyperparameters.with(Hyperparameter.LABEL_SMOOTHING, labelSmoothing))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("label_smoothing must be in [0, 0.999], but got " + text);
  }

  @Test
  void appliesNoJitterByDefault() {
    Hyperparameters hyperparameters = new Hyperparameters(0.1, 2, 3, 4, 0.5, 0.6, 0.1, 0.2, 7);

    assertThat(hyperparameters.mirror()).isZero();
    assertThat(hyperparameters.shift()).isZero();
  }

  @Test
  void replacesOneValue() {
    Hyperparameters hyperparameters = new Hyperparameters(0.1, 2, 3, 4, 0.5, 0.6, 0.1, 0.2, 7);

    assertThat(hyperparameters.with(Hyperparameter.M, 9))
        .isEqualTo(new Hyperparameters(0.1, 2, 3, 9, 0.5, 0.6, 0.1, 0.2, 7));
    assertThat(hyperparameters.withJitter(0.5, 2).mirror()).isEqualTo(0.5);
    assertThat(hyperparameters.withJitter(0.5, 2).shift()).isEqualTo(2);
  }

  @Test
  void rejectsAFractionOfAnInteger() {
    Hyperparameters hyperparameters = new Hyperparameters(0, 1, 1, 1, 1, 1, 0, 0.1, 100);

    assertThatThrownBy(() -> hyperparameters.with(Hyperparameter.M, 1.5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("m must be an integer, but got 1.5");
  }

  @ParameterizedTest
  @CsvSource({"100, 1", "199, 1", "200, 2", "45000, 450"})
  void dropsTheLastIncompleteMiniBatch(int n, int updates) {
    assertThat(new Hyperparameters(0, 1, 1, 1, 1, 1, 0, 0.1, 100).updatesPerEpoch(n))
        .isEqualTo(updates);
  }

  @Test
  void rejectsAMiniBatchLargerThanTheTrainingSplit() {
    Hyperparameters hyperparameters = new Hyperparameters(0, 1, 1, 1, 1, 1, 0, 0.1, 100);

    assertThatThrownBy(() -> hyperparameters.updatesPerEpoch(99))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("batch_size must be at most the 99 images of the training split, but got 100");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-1 |1|1|1|1|1|0|0.1|1| lambda must be at least 0, but got -1",
        "NaN|1|1|1|1|1|0|0.1|1| lambda must be at least 0, but got NaN",
        "Infinity|1|1|1|1|1|0|0.1|1| lambda must be finite, but got Infinity",
        "0|0|1|1|1|1|0|0.1|1| k must be at least 1, but got 0",
        "0|1|-1|1|1|1|0|0.1|1| n_cycles must be at least 0, but got -1",
        "0|1|1|0|1|1|0|0.1|1| m must be at least 1, but got 0",
        "0|1|1|1|0|1|0|0.1|1| p_x must be in [0.001, 1], but got 0",
        "0|1|1|1|1.5|1|0|0.1|1| p_x must be in [0.001, 1], but got 1.5",
        "0|1|1|1|1|NaN|0|0.1|1| p_h must be in [0.001, 1], but got NaN",
        "0|1|1|1|1|1|-1|0.1|1| eta_min must be at least 0, but got -1",
        "0|1|1|1|1|1|0.2|0.1|1| eta_min must be at most eta_max = 0.1, but got 0.2",
        "0|1|1|1|1|1|0|Infinity|1| eta_max must be finite, but got Infinity",
        "0|1|1|1|1|1|0|0.1|0| batch_size must be at least 1, but got 0"
      })
  void rejectsAValueOutsideItsRange(
      double lambda,
      int k,
      int nCycles,
      int m,
      double pX,
      double pH,
      double etaMin,
      double etaMax,
      int batchSize,
      String message) {
    assertThatThrownBy(
            () -> new Hyperparameters(lambda, k, nCycles, m, pX, pH, etaMin, etaMax, batchSize))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
