package io.github.clrsearch.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.ejml.data.FMatrixRMaj;

/**
 * Reference implementation of the network in double precision and plain loops. A gradient has the
 * shape of the network.
 */
record DoubleNetwork(double[][] w1, double[] b1, double[][] w2, double[] b2) {

  /** Factors of every input and hidden unit: 0 where dropped, 1 / p where kept. */
  record Masks(double[][] inputs, double[][] hidden) {}

  /** Activations of one image. */
  private record Pass(double[] x, double[] h, double[] logP) {}

  static DoubleNetwork of(Network network) {
    return new DoubleNetwork(
        rows(network.w1()), rows(network.b1())[0], rows(network.w2()), rows(network.b2())[0]);
  }

  static DoubleNetwork random(int inputs, int m, int classes, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    DoubleNetwork network = zero(inputs, m, classes);
    for (double[] row : network.parameters()) {
      for (int i = 0; i < row.length; i++) {
        row[i] = random.nextDouble(-0.5, 0.5);
      }
    }
    return network;
  }

  static double[][] rows(FMatrixRMaj matrix) {
    double[][] rows = new double[matrix.numRows][matrix.numCols];
    for (int i = 0; i < matrix.numRows; i++) {
      for (int j = 0; j < matrix.numCols; j++) {
        rows[i][j] = matrix.get(i, j);
      }
    }
    return rows;
  }

  /** All parameters: the rows of W1, b1, the rows of W2, b2. Live. */
  List<double[]> parameters() {
    List<double[]> parameters = new ArrayList<>(List.of(w1));
    parameters.add(b1);
    parameters.addAll(List.of(w2));
    parameters.add(b2);
    return parameters;
  }

  /** Log-probabilities of the classes, without dropout. */
  double[] logProbabilities(double[] x) {
    return forward(x, null, 0).logP;
  }

  /** Target probabilities: one-hot labels, smoothed by the label smoothing. */
  static double[][] targets(int[] labels, int classes, double labelSmoothing) {
    double[][] targets = new double[labels.length][classes];
    for (int i = 0; i < labels.length; i++) {
      Arrays.fill(targets[i], labelSmoothing / classes);
      targets[i][labels[i]] += 1 - labelSmoothing;
    }
    return targets;
  }

  /** Mean cross-entropy. {@code masks} may be null: no dropout. */
  double loss(double[][] x, double[][] targets, Masks masks) {
    double loss = 0;
    for (int i = 0; i < x.length; i++) {
      loss -= dot(targets[i], forward(x[i], masks, i).logP);
    }
    return loss / x.length;
  }

  /** Mean cross-entropy + lambda (sum W1^2 + sum W2^2). */
  double cost(double[][] x, double[][] targets, Masks masks, double lambda) {
    double squares = 0;
    for (double[][] weights : List.of(w1, w2)) {
      for (double[] row : weights) {
        for (double w : row) {
          squares += w * w;
        }
      }
    }
    return loss(x, targets, masks) + lambda * squares;
  }

  /** The gradient of the cost at every parameter. */
  DoubleNetwork gradient(double[][] x, double[][] targets, Masks masks, double lambda) {
    DoubleNetwork gradient = zero(w1[0].length, b1.length, b2.length);
    for (int i = 0; i < x.length; i++) {
      Pass pass = forward(x[i], masks, i);
      double[] atHidden = new double[b1.length];
      for (int c = 0; c < b2.length; c++) {
        double g = (Math.exp(pass.logP[c]) - targets[i][c]) / x.length;
        gradient.b2[c] += g;
        for (int j = 0; j < b1.length; j++) {
          gradient.w2[c][j] += g * pass.h[j];
          atHidden[j] += g * w2[c][j];
        }
      }
      for (int j = 0; j < b1.length; j++) {
        double g = pass.h[j] > 0 ? atHidden[j] * (masks == null ? 1 : masks.hidden[i][j]) : 0;
        gradient.b1[j] += g;
        for (int d = 0; d < pass.x.length; d++) {
          gradient.w1[j][d] += g * pass.x[d];
        }
      }
    }
    addPenalty(gradient.w1, w1, lambda);
    addPenalty(gradient.w2, w2, lambda);
    return gradient;
  }

  private Pass forward(double[] image, Masks masks, int i) {
    double[] x = image.clone();
    double[] h = new double[b1.length];
    double[] s = new double[b2.length];
    for (int d = 0; d < x.length; d++) {
      x[d] *= masks == null ? 1 : masks.inputs[i][d];
    }
    for (int j = 0; j < h.length; j++) {
      h[j] = Math.max(0, dot(w1[j], x) + b1[j]) * (masks == null ? 1 : masks.hidden[i][j]);
    }
    double max = Double.NEGATIVE_INFINITY;
    for (int c = 0; c < s.length; c++) {
      s[c] = dot(w2[c], h) + b2[c];
      max = Math.max(max, s[c]);
    }
    double sum = 0;
    for (double score : s) {
      sum += Math.exp(score - max);
    }
    for (int c = 0; c < s.length; c++) {
      s[c] -= max + Math.log(sum);
    }
    return new Pass(x, h, s);
  }

  private static DoubleNetwork zero(int inputs, int m, int classes) {
    return new DoubleNetwork(
        new double[m][inputs], new double[m], new double[classes][m], new double[classes]);
  }

  private static void addPenalty(double[][] gradient, double[][] weights, double lambda) {
    for (int i = 0; i < weights.length; i++) {
      for (int j = 0; j < weights[i].length; j++) {
        gradient[i][j] += 2 * lambda * weights[i][j];
      }
    }
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
