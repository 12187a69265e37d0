package io.github.clrsearch.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.clrsearch.data.ImageShape;
import io.github.clrsearch.data.Images;
import io.github.clrsearch.data.PreparedData;
import io.github.clrsearch.data.Split;
import io.github.clrsearch.data.Standardizer;
import io.github.clrsearch.network.Momentum.Decay;
import io.github.clrsearch.network.Momentum.Rule;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Momentum against PyTorch 1.13: {@code SGD(momentum, nesterov, weight_decay = 2 lambda)} in double
 * precision on the same network, three updates with different learning rates and momenta. Biases
 * have no weight decay. Decoupled decay multiplies W1 and W2 by 1 - 2 eta lambda before each step.
 */
@Tag("optimizing-compiler")
class MomentumTest {
  private static final double[] ETA = {0.1, 0.3, 0.2};
  private static final double[] MOMENTUM = {0.95, 0.85, 0.9};
  private static final double LAMBDA = 0.05;
  private static final int[][] PIXELS = {
    {50, 141, 232}, {87, 178, 13}, {124, 215, 50}, {161, 252, 87}
  };
  private static final byte[] LABELS = {0, 1, 1, 0};

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          HEAVY_BALL | L2        | -0.3389671 -0.1338612 0.3097357 0.2795938 -0.4759305 -0.0630577 0.2145955 0.9296168 -0.0794004 -0.0142764 -0.4503900 0.0142764 -0.0951754 -0.1048246 | -0.1250981 0.0841933 -0.2393171 0.0518699 -0.0703447 -0.2606773 0.1904522 0.1248306 -0.0731764 0.4190196 -0.0822716 -0.4190196 0.3812433 -0.3812433
          HEAVY_BALL | DECOUPLED | -0.3621420 -0.1400676 0.3221506 0.2971180 -0.5051505 -0.0739481 0.2140784 0.9293927 -0.0849705 -0.0033875 -0.4796859 0.0033875 -0.0955660 -0.1044340 | -0.0228053 0.1144324 -0.3025889 -0.0272627 0.0622805 -0.2196964 0.1930376 0.1259510 -0.0484173 0.3826123 0.0484173 -0.3826123 0.3831963 -0.3831963
          NESTEROV   | L2        | -0.3215689 -0.1304516 0.3335070 0.2681444 -0.4572185 -0.0415005 0.2107030 0.9221123 -0.0540799 -0.0551315 -0.4501515 0.0551315 -0.1312715 -0.0687285 | -0.1168154 0.0419106 -0.1991411 0.0556012 -0.0794520 -0.2187670 0.1233257 0.1043152 -0.0960503 0.3619145 -0.0570611 -0.3619145 0.3257182 -0.3257182
          NESTEROV   | DECOUPLED | -0.3612741 -0.1420887 0.3588570 0.2989877 -0.5087944 -0.0563729 0.2094408 0.9211497 -0.0632760 -0.0414295 -0.5013804 0.0414295 -0.1332791 -0.0667209 | -0.0167203 0.0727395 -0.2681015 -0.0230161 0.0523974 -0.1852274 0.1258336 0.1060761 -0.0728583 0.3351530 0.0728583 -0.3351530 0.3304211 -0.3304211
          """)
  void agreesWithPyTorch(Rule rule, Decay decay, String parameters, String velocities) {
    Learner learner = learner(initial(), new Momentum(rule, decay));
    TrainingStep step = new TrainingStep(List.of(learner), LABELS.length);
    for (int t = 0; t < ETA.length; t++) {
      update(step, learner, t);
    }
    step.settle();

    assertThat(values(learner.network())).containsExactly(numbers(parameters), within(1e-6f));
    assertThat(values(learner.velocity())).containsExactly(numbers(velocities), within(1e-6f));
  }

  @ParameterizedTest
  @EnumSource
  void aNewStepContinuesWithTheVelocityOfTheLearner(Rule rule) {
    Learner unbroken = learner(initial(), new Momentum(rule, Decay.L2));
    TrainingStep step = new TrainingStep(List.of(unbroken), LABELS.length);
    Learner resumed = learner(initial(), new Momentum(rule, Decay.L2));
    for (int t = 0; t < ETA.length; t++) {
      update(step, unbroken, t);
      TrainingStep fresh = new TrainingStep(List.of(resumed), LABELS.length);
      update(fresh, resumed, t);
      fresh.settle();
    }
    step.settle();

    assertThat(values(resumed.network())).containsExactly(values(unbroken.network()));
    assertThat(values(resumed.velocity())).containsExactly(values(unbroken.velocity()));
  }

  @ParameterizedTest
  @CsvSource({"HEAVY_BALL, L2", "HEAVY_BALL, DECOUPLED", "NESTEROV, L2", "NESTEROV, DECOUPLED"})
  void momentumZeroIsPlainDescentUpToRounding(Rule rule, Decay decay) {
    Learner zero = learner(initial(), new Momentum(rule, decay));
    Learner plain = learner(initial(), null);
    for (Learner learner : List.of(zero, plain)) {
      TrainingStep step = new TrainingStep(List.of(learner), LABELS.length);
      for (int t = 0; t < ETA.length; t++) {
        learner.setMomentum(0);
        learner.setEta(ETA[t]);
        step.update(batch(), t);
      }
      step.settle();
    }

    assertThat(values(zero.network())).containsExactly(values(plain.network()), within(1e-6f));
  }

  @Test
  void aStepRefusesLearnersWithAndWithoutMomentum() {
    List<Learner> both =
        List.of(
            learner(initial(), null), learner(initial(), new Momentum(Rule.HEAVY_BALL, Decay.L2)));

    assertThatThrownBy(() -> new TrainingStep(both, LABELS.length))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("fused training updates all networks alike: all must have momentum, or none");
  }

  private static void update(TrainingStep step, Learner learner, int t) {
    learner.setEta(ETA[t]);
    learner.setMomentum(MOMENTUM[t]);
    step.update(batch(), t);
  }

  private static Learner learner(Network network, Momentum momentum) {
    return new Learner(network, new Dropout(1), 1, 1, 0, LAMBDA, momentum);
  }

  /** Standardized pixels are pixel / 128 - 1, exactly. */
  private static MiniBatch batch() {
    byte[] pixels = new byte[LABELS.length * 3];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) PIXELS[i / 3][i % 3];
    }
    Images images = new Images(new ImageShape(1, 1, 3), List.of("a", "b"), pixels, LABELS);
    float[] scale = {1f / 128, 1f / 128, 1f / 128};
    float[] shift = {-1, -1, -1};
    Split split = new Split(new int[] {0, 1, 2, 3}, new int[0]);
    MiniBatch batch = new MiniBatch(LABELS.length, 3);
    batch.gather(
        new PreparedData(images, split, Standardizer.of(scale, shift)),
        split.training(),
        0,
        LABELS.length);
    return batch;
  }

  private static Network initial() {
    Network network =
        new Network(matrix(2, 3, 1), matrix(1, 2, 0), matrix(2, 2, 4), matrix(1, 2, 0));
    for (int i = 0; i < 2; i++) {
      network.b1().data[i] = value(i, 0, 2) + 0.6f;
      network.b2().data[i] = value(i, 0, 6);
    }
    return network;
  }

  private static FMatrixRMaj matrix(int rows, int columns, int shift) {
    FMatrixRMaj matrix = new FMatrixRMaj(rows, columns);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        matrix.set(i, j, value(i, j, shift));
      }
    }
    return matrix;
  }

  private static float value(int i, int j, int shift) {
    return ((i * 7 + j * 3 + shift) % 11 - 5) / 10f;
  }

  /** W1, b1, W2 and b2. */
  private static float[] values(Network network) {
    float[] values = Arrays.copyOf(network.w1().data, 14);
    System.arraycopy(network.b1().data, 0, values, 6, 2);
    System.arraycopy(network.w2().data, 0, values, 8, 4);
    System.arraycopy(network.b2().data, 0, values, 12, 2);
    return values;
  }

  private static float[] numbers(String text) {
    String[] words = text.split(" ");
    float[] numbers = new float[words.length];
    for (int i = 0; i < words.length; i++) {
      numbers[i] = Float.parseFloat(words[i]);
    }
    return numbers;
  }
}
