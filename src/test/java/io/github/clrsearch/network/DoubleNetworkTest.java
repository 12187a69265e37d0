package io.github.clrsearch.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checks the reference implementation: its gradient against centred differences of its cost. */
@Tag("optimizing-compiler")
class DoubleNetworkTest {
  private static final int INPUTS = 12;
  private static final int CLASSES = 4;
  private static final double H = 1e-5;

  @ParameterizedTest(name = "m = {0}, batch {1}, p = {2}, lambda = {3}")
  @CsvSource({
    "1, 1, 1, 0, 0",
    "5, 7, 1, 0, 0",
    "50, 7, 1, 0, 0",
    "1, 1, 1, 0.1, 0",
    "5, 7, 1, 0.1, 0",
    "50, 1, 1, 0.1, 0",
    "1, 7, 0.8, 0, 0",
    "5, 1, 0.8, 0, 0",
    "50, 7, 0.5, 0, 0",
    "1, 7, 0.8, 0.1, 0",
    "5, 7, 0.8, 0.1, 0",
    "50, 7, 0.5, 0.1, 0",
    "5, 7, 0.8, 0.1, 0.1"
  })
  void gradientAgreesWithCentredDifferences(
      int m, int batch, double p, double lambda, double labelSmoothing) {
    SplittableRandom random = new SplittableRandom(100 + m);
    DoubleNetwork network = DoubleNetwork.random(INPUTS, m, CLASSES, 7);
    double[][] x = random(batch, INPUTS, random);
    int[] labels = random.ints(batch, 0, CLASSES).toArray();
    double[][] targets = DoubleNetwork.targets(labels, CLASSES, labelSmoothing);
    DoubleNetwork.Masks masks =
        p == 1
            ? null
            : new DoubleNetwork.Masks(mask(batch, INPUTS, p, random), mask(batch, m, p, random));

    DoubleNetwork gradient = network.gradient(x, targets, masks, lambda);

    for (int row = 0; row < network.parameters().size(); row++) {
      double[] parameters = network.parameters().get(row);
      for (int i = 0; i < parameters.length; i++) {
        double original = parameters[i];
        parameters[i] = original + H;
        double above = network.cost(x, targets, masks, lambda);
        parameters[i] = original - H;
        double below = network.cost(x, targets, masks, lambda);
        parameters[i] = original;
        assertThat(relativeError(gradient.parameters().get(row)[i], (above - below) / (2 * H)))
            .as("row %d, column %d", row, i)
            .isLessThan(1e-6);
      }
    }
  }

  /** Below 1e-4 differences consist of rounding errors only, so the error is relative to 1e-4. */
  private static double relativeError(double analytic, double numeric) {
    return Math.abs(analytic - numeric)
        / Math.max(1e-4, Math.max(Math.abs(analytic), Math.abs(numeric)));
  }

  private static double[][] random(int rows, int columns, SplittableRandom random) {
    double[][] values = new double[rows][];
    for (int i = 0; i < rows; i++) {
      values[i] = random.doubles(columns, -2, 2).toArray();
    }
    return values;
  }

  private static double[][] mask(int rows, int columns, double p, SplittableRandom random) {
    double[][] mask = new double[rows][];
    for (int i = 0; i < rows; i++) {
      mask[i] = random.doubles(columns).map(u -> u < p ? 1 / p : 0).toArray();
    }
    return mask;
  }
}
