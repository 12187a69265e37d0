package io.github.clrsearch.network.ensemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.clrsearch.data.ImageShape;
import io.github.clrsearch.data.Standardizer;
import io.github.clrsearch.network.Network;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TestTimeAugmentationTest {
  private static final ImageShape SHAPE = new ImageShape(2, 3, 4);
  private static final int CLASSES = 3;
  private static final int[][] SHIFTS = {{0, 0}, {-1, 0}, {1, 0}, {0, -1}, {0, 1}};

  private final SplittableRandom random = new SplittableRandom(7);
  private final float[] scale = values(0.01, 0.05);
  private final float[] shift = values(-2, -1);

  private float[] values(double from, double to) {
    float[] values = new float[SHAPE.size()];
    for (int d = 0; d < values.length; d++) {
      values[d] = (float) random.nextDouble(from, to);
    }
    return values;
  }

  @ParameterizedTest
  @CsvSource({"false, false, 1", "true, false, 2", "false, true, 5", "true, true, 10"})
  void itsScoresAreTheMeanOverTheMovedImages(boolean mirror, boolean shifted, int moves) {
    Network network = Network.random(SHAPE.size(), 5, CLASSES, 3);
    for (int unit = 0; unit < 5; unit++) {
      network.b1().data[unit] = (unit - 2) / 4f;
    }
    network.b2().data[1] = 0.5f;
    TestTimeAugmentation augmentation = new TestTimeAugmentation(mirror, shifted);
    int[] image = random.ints(SHAPE.size(), 0, 256).toArray();

    Network mean = augmentation.of(network, SHAPE, Standardizer.of(scale, shift));

    double[] expected = new double[CLASSES];
    for (int m = 0; m < (mirror ? 2 : 1); m++) {
      for (int s = 0; s < (shifted ? 5 : 1); s++) {
        double[] scores = scores(network, moved(image, m == 1, SHIFTS[s][0], SHIFTS[s][1]));
        for (int label = 0; label < CLASSES; label++) {
          expected[label] += scores[label] / moves;
        }
      }
    }
    assertThat(mean.m()).isEqualTo(5 * moves);
    assertThat(scores(mean, moved(image, false, 0, 0))).containsExactly(expected, within(1e-5));
    assertThat(TestTimeAugmentation.parse(augmentation.toString())).isEqualTo(augmentation);
  }

  /** The inputs of an image that is mirrored, then shifted; those from outside the image are 0. */
  private double[] moved(int[] image, boolean mirrored, int down, int right) {
    double[] inputs = new double[SHAPE.size()];
    for (int channel = 0; channel < 2; channel++) {
      for (int y = 0; y < 3; y++) {
        for (int x = 0; x < 4; x++) {
          int fromY = y - down;
          int fromX = x - right;
          if (fromY >= 0 && fromY < 3 && fromX >= 0 && fromX < 4) {
            int d = (channel * 3 + y) * 4 + x;
            int from = (channel * 3 + fromY) * 4 + (mirrored ? 3 - fromX : fromX);
            inputs[d] = image[from] * (double) scale[d] + shift[d];
          }
        }
      }
    }
    return inputs;
  }

  private static double[] scores(Network network, double[] inputs) {
    double[] scores = new double[CLASSES];
    for (int label = 0; label < CLASSES; label++) {
      scores[label] = network.b2().data[label];
      for (int unit = 0; unit < network.m(); unit++) {
        double sum = network.b1().data[unit];
        for (int d = 0; d < inputs.length; d++) {
          sum += network.w1().get(unit, d) * inputs[d];
        }
        scores[label] += network.w2().get(label, unit) * Math.max(0, sum);
      }
    }
    return scores;
  }
}
