package io.github.clrsearch.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("optimizing-compiler")
class NetworkTest {

  @Test
  void drawsWeightsWithTheDeviationsOfTheReport() {
    Network network = Network.random(400, 100, 10, 1);

    // Estimated from 40,000 and from 1,000 draws.
    assertThat(deviation(network.w1())).isCloseTo(1 / 20.0, within(0.001));
    assertThat(mean(network.w1())).isCloseTo(0, within(0.001));
    assertThat(deviation(network.w2())).isCloseTo(1 / 10.0, within(0.01));
    assertThat(mean(network.w2())).isCloseTo(0, within(0.01));
  }

  @Test
  void drawsWeightsFromANormalDistribution() {
    float[] weights = Network.random(400, 100, 10, 1).w1().data;

    assertThat(fractionWithin(weights, 1 / 20.0)).isCloseTo(0.6827, within(0.01));
    assertThat(fractionWithin(weights, 2 / 20.0)).isCloseTo(0.9545, within(0.005));
    assertThat(fractionWithin(weights, 3 / 20.0)).isCloseTo(0.9973, within(0.001));
  }

  @Test
  void startsWithBiasesAtZero() {
    Network network = Network.random(12, 5, 3, 1);

    assertThat(network.b1().data).containsOnly(0).hasSize(5);
    assertThat(network.b2().data).containsOnly(0).hasSize(3);
  }

  @Test
  void dependsOnlyOnTheSeed() {
    float[] w1 = Network.random(13, 5, 3, 1).w1().data;

    assertThat(Network.random(13, 5, 3, 1).w1().data).containsExactly(w1);
    assertThat(Network.random(13, 5, 3, 2).w1().data).isNotEqualTo(w1);
  }

  @Test
  void knowsItsShape() {
    Network network = Network.random(12, 5, 3, 1);

    assertThat(network.inputs()).isEqualTo(12);
    assertThat(network.m()).isEqualTo(5);
    assertThat(network.classes()).isEqualTo(3);
  }

  @Test
  void sumsTheSquaresOfTheWeightsOnly() {
    Network network = Network.random(2, 1, 2, 1);
    network.w1().setTo(new FMatrixRMaj(new float[][] {{1, 2}}));
    network.w2().setTo(new FMatrixRMaj(new float[][] {{3}, {-4}}));
    network.b1().fill(100);
    network.b2().fill(100);

    assertThat(network.sumOfSquares()).isEqualTo(1 + 4 + 9 + 16);
  }

  @Test
  void copiesShareNothing() {
    Network network = Network.random(12, 5, 3, 1);
    Network copy = network.copy();
    assertThat(copy.w1().data).containsExactly(network.w1().data);
    assertThat(copy.w2().data).containsExactly(network.w2().data);

    copy.w1().fill(9);
    copy.b1().fill(9);
    copy.w2().fill(9);
    copy.b2().fill(9);

    assertThat(network.w1().data).doesNotContain(9);
    assertThat(network.b1().data).doesNotContain(9);
    assertThat(network.w2().data).doesNotContain(9);
    assertThat(network.b2().data).doesNotContain(9);
  }

  @Test
  void rejectsInconsistentShapes() {
    assertThatThrownBy(
            () ->
                new Network(
                    new FMatrixRMaj(5, 12),
                    new FMatrixRMaj(1, 5),
                    new FMatrixRMaj(3, 4),
                    new FMatrixRMaj(1, 3)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "expected W1 m x d, b1 1 x m, W2 K x m and b2 1 x K,"
                + " found 5 x 12, 1 x 5, 3 x 4 and 1 x 3");
  }

  private static double mean(FMatrixRMaj matrix) {
    double sum = 0;
    for (float value : matrix.data) {
      sum += value;
    }
    return sum / matrix.data.length;
  }

  private static double deviation(FMatrixRMaj matrix) {
    double mean = mean(matrix);
    double squares = 0;
    for (float value : matrix.data) {
      squares += (value - mean) * (value - mean);
    }
    return Math.sqrt(squares / matrix.data.length);
  }

  private static double fractionWithin(float[] values, double bound) {
    int inside = 0;
    for (float value : values) {
      inside += Math.abs(value) < bound ? 1 : 0;
    }
    return (double) inside / values.length;
  }
}
