package io.github.clrsearch.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("optimizing-compiler")
class LayersTest {
  private static final float INFINITY = Float.POSITIVE_INFINITY;

  @Test
  void addsTheBiasToEveryRow() {
    PackedLayer layer = new PackedLayer(Kernels.PLAIN, 3, 2, 2);
    layer.load(matrix(new float[] {1, 0}, new float[] {0, 1}), 0);
    NodeBlocks inputs = new NodeBlocks(3, 2);
    inputs.take(matrix(new float[] {1, 2}, new float[] {3, 4}, new float[] {5, 6}));
    layer.forward(inputs, 3);
    FMatrixRMaj scores = new FMatrixRMaj(3, 2);

    Layers.scores(layer, matrix(new float[] {10, -20}), scores);

    assertThat(scores.data).containsExactly(11, -18, 13, -16, 15, -14);
  }

  @Test
  void rectifiesAfterAddingTheBias() {
    float[] layer = {1, 2, -1, -3, 4, 0.5f};

    new ScalarHidden().addBiasAndRectify(layer, 0, 2, 3, new float[] {-2, 1, 1}, 0);

    assertThat(layer).containsExactly(0, 3, 0, 0, 5, 1.5f);
  }

  @Test
  void keepsNaN() {
    float[] layer = {Float.NaN, -INFINITY, INFINITY};

    new ScalarHidden().addBiasAndRectify(layer, 0, 1, 3, new float[3], 0);

    assertThat(layer).containsExactly(Float.NaN, 0, INFINITY);
  }

  @Test
  void softmaxGivesProbabilities() {
    FMatrixRMaj scores = matrix(new float[] {0, (float) Math.log(3)}, new float[] {7, 7});

    assertThat(Layers.softmax(scores)).isTrue();

    assertThat(scores.data).containsExactly(new float[] {0.25f, 0.75f, 0.5f, 0.5f}, within(1e-6f));
  }

  @Test
  void doesNotOverflowOnLargeScores() {
    FMatrixRMaj scores = matrix(new float[] {3e38f, 3e38f, -3e38f});

    assertThat(Layers.softmax(scores)).isTrue();

    assertThat(scores.data).containsExactly(0.5f, 0.5f, 0);
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
  void reportsANonFiniteScore(float score) {
    assertThat(Layers.softmax(matrix(new float[] {1, 2}, new float[] {0, score}))).isFalse();
    assertThat(Layers.softmax(matrix(new float[] {score, 0}, new float[] {1, 2}))).isFalse();
    assertThat(Layers.softmax(matrix(new float[] {score, score}))).isFalse();
  }

  @Test
  void computesTheCrossEntropyOfAnUnderflowingProbability() {
    FMatrixRMaj scores = matrix(new float[] {0, 0}, new float[] {-2000, 0});

    assertThat(Layers.crossEntropy(scores, 0, 1)).isCloseTo(Math.log(2), within(1e-12));
    assertThat(Layers.crossEntropy(scores, 1, 0)).isEqualTo(2000);
    assertThat(Layers.crossEntropy(scores, 1, 1)).isEqualTo(0);
  }

  private static FMatrixRMaj matrix(float[]... rows) {
    return new FMatrixRMaj(rows);
  }
}
