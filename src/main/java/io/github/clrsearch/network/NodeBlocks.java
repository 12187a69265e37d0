package io.github.clrsearch.network;

import org.ejml.data.FMatrixRMaj;

/** The inputs of the output layer, or the gradients at it: as many blocks as they need. */
final class NodeBlocks implements BlockInputs {
  private final int images;
  private final int inputs;
  private final int rows;
  private final float[] values;

  NodeBlocks(int images, int inputs) {
    this.images = images;
    this.inputs = inputs;
    this.rows = Panels.filled(images, Panels.UNIT);
    int blocks = Panels.filled(inputs, Panels.BLOCK) / Panels.BLOCK;
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

  /** Where an input of an image lies. */
  int at(int image, int input) {
    int k = input / Panels.BLOCK * Panels.BLOCK;
    return block(k) + image * Panels.ROW + input - k;
  }

  /**
   * Takes the outputs of nodes of another layer.
   *
   * @param panels of that layer
   * @param nodes its H; not modified
   * @param first the node that becomes input 0
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
   * Takes rows.
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
