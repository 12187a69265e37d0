package io.github.clrsearch.network;

import org.ejml.data.FMatrixRMaj;

/** One node at a time, on any JVM. */
final class ScalarHidden implements HiddenKernel {

  @Override
  public void addBiasAndRectify(FMatrixRMaj layer, FMatrixRMaj bias) {
    addBiasAndRectify(layer, bias, 0);
  }

  /** The columns from {@code from} on. */
  void addBiasAndRectify(FMatrixRMaj layer, FMatrixRMaj bias, int from) {
    int columns = layer.numCols;
    float[] s = layer.data;
    float[] b = bias.data;
    for (int i = 0; i < layer.numRows; i++) {
      int row = i * columns;
      for (int j = from; j < columns; j++) {
        s[row + j] = Math.max(0, s[row + j] + b[j]);
      }
    }
  }

  @Override
  public void backThroughRectifier(
      FMatrixRMaj hidden, FMatrixRMaj gradient, FMatrixRMaj steps, FMatrixRMaj bias) {
    backThroughRectifier(hidden, gradient, steps, bias, 0);
  }

  /** The columns from {@code from} on. */
  void backThroughRectifier(
      FMatrixRMaj hidden, FMatrixRMaj gradient, FMatrixRMaj steps, FMatrixRMaj bias, int from) {
    int columns = gradient.numCols;
    float[] h = hidden.data;
    float[] g = gradient.data;
    float[] b = bias.data;
    for (int i = 0; i < gradient.numRows; i++) {
      int row = i * columns;
      for (int j = from; j < columns; j++) {
        g[row + j] = h[row + j] > 0 ? g[row + j] * steps.data[j] : 0;
        b[j] += g[row + j];
      }
    }
  }
}
