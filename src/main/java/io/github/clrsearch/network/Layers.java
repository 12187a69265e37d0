package io.github.clrsearch.network;

import org.ejml.data.FMatrixRMaj;

/** Elementwise operations of the output layer, shared by training and evaluation. */
final class Layers {
  private Layers() {}

  /**
   * Computes s = W2 h + b2.
   *
   * @param layer holds the product W2 h. Not modified.
   * @param bias 1 x classes. Not modified.
   * @param scores images x classes. Modified.
   */
  static void scores(PackedLayer layer, FMatrixRMaj bias, FMatrixRMaj scores) {
    layer.panels().toRows(layer.nodes(), scores);
    int classes = scores.numCols;
    for (int row = 0; row < scores.getNumElements(); row += classes) {
      for (int j = 0; j < classes; j++) {
        scores.data[row + j] += bias.data[j];
      }
    }
  }

  /**
   * Computes p = softmax(s). Each row is shifted by its maximum so that the exponential cannot
   * overflow.
   *
   * @param scores rows x classes. Modified: becomes probabilities.
   * @return whether every score was finite
   */
  static boolean softmax(FMatrixRMaj scores) {
    int classes = scores.numCols;
    float[] s = scores.data;
    boolean finite = true;
    for (int i = 0; i < scores.numRows; i++) {
      int row = i * classes;
      float max = max(scores, i);
      float sum = 0;
      for (int j = 0; j < classes; j++) {
        finite &= Float.isFinite(s[row + j]);
        s[row + j] = (float) Exponential.of(s[row + j] - max);
        sum += s[row + j];
      }
      for (int j = 0; j < classes; j++) {
        s[row + j] /= sum;
      }
    }
    return finite;
  }

  /**
   * Returns -log softmax(s)[label] of one row, in nats. Computed from the scores because a small
   * probability would underflow to 0.
   */
  static double crossEntropy(FMatrixRMaj scores, int row, int label) {
    int classes = scores.numCols;
    float max = max(scores, row);
    double sum = 0;
    for (int j = 0; j < classes; j++) {
      sum += Exponential.of(scores.data[row * classes + j] - max);
    }
    return StrictMath.log(sum) - (scores.data[row * classes + label] - max);
  }

  private static float max(FMatrixRMaj matrix, int row) {
    float max = Float.NEGATIVE_INFINITY;
    for (int j = 0; j < matrix.numCols; j++) {
      max = Math.max(max, matrix.data[row * matrix.numCols + j]);
    }
    return max;
  }
}
