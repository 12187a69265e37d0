package io.github.clrsearch.network;

import org.ejml.data.FMatrixRMaj;

/**
 * The inputs of a layer as floats, all blocks at once: the hidden units for the output layer, or
 * the gradient at its scores for the backward product.
 */
final class NodeBlocks implements BlockInputs {
  private final int images;
  private final int inputs;
  private final int rows;
  private final float[] values;

  NodeBlocks(int images, int inputs) {
    this.images = images;
    this.inputs = inputs;
    this.rows = Panels.padded(images, Panels.UNIT);
    int blocks = Panels.padded(inputs, Panels.BLOCK) / Panels.BLOCK;
    this.values = new float[blocks * rows * Panels.ROW];
  }

  @Override
  public float[] values() {
    return values;
  }

  @Override
  public int block(int k) {
    return k / Panels.BLOCK * rows * Panels.ROW;
  }

  /** Offset of one input of an image. */
  int at(int image, int input) {
    int k = input / Panels.BLOCK * Panels.BLOCK;
    return block(k) + image * Panels.ROW + input - k;
  }

  /**
   * Copies outputs of another layer.
   *
   * @param panels layout of that layer
   * @param nodes H of that layer; not modified
   * @param first the node of that layer that becomes input 0
   */
  void take(Panels panels, float[] nodes, int first) {
    for (int j = 0, length; j < inputs; j += length) {
      int panelEnd = panels.nextPanel(first + j) - first;
      int blockEnd = (j / Panels.BLOCK + 1) * Panels.BLOCK;
      length = Math.min(inputs, Math.min(panelEnd, blockEnd)) - j;
      for (int image = 0; image < images; image++) {
        System.arraycopy(nodes, panels.nodeAt(image, first + j), values, at(image, j), length);
      }
    }
  }

  /**
   * Copies a matrix.
   *
   * @param matrix images x inputs; not modified
   */
  void take(FMatrixRMaj matrix) {
    for (int k = 0; k < inputs; k += Panels.BLOCK) {
      int length = Math.min(Panels.BLOCK, inputs - k);
      for (int image = 0; image < images; image++) {
        System.arraycopy(matrix.data, image * inputs + k, values, at(image, k), length);
      }
    }
  }
}
