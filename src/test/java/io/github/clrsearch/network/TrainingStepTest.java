package io.github.clrsearch.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.clrsearch.data.ImageShape;
import io.github.clrsearch.data.Images;
import io.github.clrsearch.data.PreparedData;
import io.github.clrsearch.data.Split;
import io.github.clrsearch.data.TinyImages;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("optimizing-compiler")
class TrainingStepTest {
  private static final int INPUTS = 37;
  private static final int CLASSES = 10;
  private static final long SEED = 11;
  private static final long UPDATE = 3;

  /** With eta = 1 the step is the gradient. */
  @ParameterizedTest(name = "m = {0}, batch {1}, p_x = {2}, p_h = {3}, lambda = {4}, smoothing {5}")
  @CsvSource({
    "1, 1, 1, 1, 0, 0",
    "5, 7, 1, 1, 0, 0",
    "50, 1, 1, 1, 0, 0",
    "50, 7, 1, 1, 0, 0",
    "1, 7, 1, 1, 0.03, 0",
    "5, 1, 1, 1, 0.03, 0",
    "50, 7, 1, 1, 0.03, 0",
    "1, 1, 0.8, 1, 0, 0",
    "5, 7, 0.8, 1, 0.03, 0",
    "50, 7, 0.8, 1, 0, 0",
    "5, 7, 1, 0.6, 0, 0",
    "50, 1, 1, 0.6, 0.03, 0",
    "50, 7, 1, 0.6, 0, 0",
    "1, 7, 0.8, 0.6, 0, 0",
    "5, 1, 0.8, 0.6, 0, 0",
    "50, 7, 0.8, 0.6, 0.03, 0",
    "50, 7, 1, 1, 0, 0.1",
    "5, 1, 0.8, 0.6, 0.03, 0.3"
  })
  void stepsAgainstTheGradient(
      int m, int size, double pX, double pH, double lambda, double labelSmoothing) {
    Network network = network(m);
    MiniBatch batch = batch(size);
    DoubleNetwork before = DoubleNetwork.of(network);
    double[][] x = DoubleNetwork.rows(batch.inputs());
    double[][] targets = DoubleNetwork.targets(batch.labels(), CLASSES, labelSmoothing);
    DoubleNetwork.Masks masks = masks(size, m, pX, pH);

    Learner learner = new Learner(network, new Dropout(SEED), pX, pH, labelSmoothing, lambda);
    boolean finite = step(learner, batch, UPDATE, 1);

    assertThat(finite).isTrue();
    DoubleNetwork gradient = before.gradient(x, targets, masks, lambda);
    DoubleNetwork after = DoubleNetwork.of(network);
    for (int row = 0; row < gradient.parameters().size(); row++) {
      double[] step = before.parameters().get(row).clone();
      for (int i = 0; i < step.length; i++) {
        step[i] -= after.parameters().get(row)[i];
      }
      assertThat(step)
          .as("row %d", row)
          .containsExactly(gradient.parameters().get(row), within(2e-6));
    }
  }

  @Test
  void dropsInputsByTheMasksOfTheUpdate() {
    MiniBatch batch = batch(7);
    double[][] expected = DoubleNetwork.rows(batch.inputs());
    double[][] masks = masks(7, 5, 0.8, 0.6).inputs();
    for (int i = 0; i < 7; i++) {
      for (int d = 0; d < INPUTS; d++) {
        expected[i][d] = (float) expected[i][d] * (float) masks[i][d];
      }
    }

    step(new Learner(network(5), new Dropout(SEED), 0.8, 0.6, 0, 0), batch, UPDATE, 0.1);

    assertThat(DoubleNetwork.rows(batch.inputs())).isDeepEqualTo(expected);
  }

  @Test
  void penalisesWeightsButNotBiases() {
    Network plain = network(5);
    Network penalised = plain.copy();
    Network start = plain.copy();

    step(plain, 7, 0.5, 0);
    step(penalised, 7, 0.5, 0.1);

    assertThat(penalised.b1().data).containsExactly(plain.b1().data);
    assertThat(penalised.b2().data).containsExactly(plain.b2().data);
    assertThat(decay(plain.w1(), penalised.w1()))
        .containsExactly(scaled(0.1f, start.w1()), within(1e-6f));
    assertThat(decay(plain.w2(), penalised.w2()))
        .containsExactly(scaled(0.1f, start.w2()), within(1e-6f));
  }

  @Test
  void doesNotChangeTheNetworkAtLearningRateZero() {
    Network network = network(5);
    Network start = network.copy();

    step(network, 7, 0, 0.1);

    assertThat(network.w1().data).containsExactly(start.w1().data);
    assertThat(network.b1().data).containsExactly(start.b1().data);
    assertThat(network.w2().data).containsExactly(start.w2().data);
    assertThat(network.b2().data).containsExactly(start.b2().data);
  }

  @ParameterizedTest
  @CsvSource({"NaN", "Infinity", "-Infinity"})
  void reportsANonFiniteOutput(float bias) {
    Network network = network(5);
    network.b2().data[2] = bias;

    assertThat(step(network, 7, 0.1, 0)).isFalse();
  }

  @Test
  void rejectsABatchOfAnotherSize() {
    Learner learner = new Learner(network(5), new Dropout(SEED), 1, 1, 0, 0);
    TrainingStep step = new TrainingStep(List.of(learner), 7);

    assertThatThrownBy(() -> step.update(batch(6), 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected a mini-batch of 7 images, found 6");
  }

  private static boolean step(Network network, int size, double eta, double lambda) {
    Learner learner = new Learner(network, new Dropout(SEED), 1, 1, 0, lambda);
    return step(learner, batch(size), 0, eta);
  }

  private static boolean step(Learner learner, MiniBatch batch, long update, double eta) {
    learner.setEta(eta);
    TrainingStep step = new TrainingStep(List.of(learner), batch.size());
    step.update(batch, update);
    step.settle();
    return learner.isFinite();
  }

  /** A random network whose biases are not zero. */
  private static Network network(int m) {
    Network network = Network.random(INPUTS, m, CLASSES, 1);
    fill(network.b1().data, 2);
    fill(network.b2().data, 3);
    return network;
  }

  private static MiniBatch batch(int size) {
    Images images = TinyImages.noise(new ImageShape(1, 1, INPUTS), CLASSES, 100, 4);
    int[] order = IntStream.range(0, 100).toArray();
    MiniBatch batch = new MiniBatch(size, INPUTS);
    batch.gather(PreparedData.of(images, new Split(order, new int[0])), order, 50, size);
    return batch;
  }

  /** The masks of an update: inputs first, then hidden units, in rows padded to a multiple of 4. */
  private static DoubleNetwork.Masks masks(int size, int m, double pX, double pH) {
    Dropout dropout = new Dropout(SEED);
    dropout.startUpdate(UPDATE);
    return new DoubleNetwork.Masks(masks(dropout, size, INPUTS, pX), masks(dropout, size, m, pH));
  }

  private static double[][] masks(Dropout dropout, int rows, int columns, double p) {
    int stride = (columns + 3) / 4 * 4;
    byte[] kept = new byte[rows * stride];
    Arrays.fill(kept, (byte) -1);
    dropout.drop(kept, kept.length, p);
    double[][] masks = new double[rows][columns];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        masks[i][j] = kept[i * stride + j] == 0 ? 0 : Dropout.scale(p);
      }
    }
    return masks;
  }

  private static void fill(float[] values, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextDouble(-1, 1);
    }
  }

  private static float[] decay(FMatrixRMaj plain, FMatrixRMaj penalised) {
    float[] difference = plain.data.clone();
    for (int i = 0; i < difference.length; i++) {
      difference[i] -= penalised.data[i];
    }
    return difference;
  }

  private static float[] scaled(float factor, FMatrixRMaj matrix) {
    float[] scaled = matrix.data.clone();
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] *= factor;
    }
    return scaled;
  }
}
