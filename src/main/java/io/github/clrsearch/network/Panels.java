package io.github.clrsearch.network;

import org.ejml.data.FMatrixRMaj;

/**
 * Memory layout of a layer for its two products, H = X W^T and W = decay W + G^T X. A general BLAS
 * copies both operands into such a layout at every call; here the weights keep it for the whole
 * training.
 *
 * <ul>
 *   <li>Inputs are divided into blocks of {@value #BLOCK}, nodes into panels whose width the kernel
 *       chooses.
 *   <li>W is [block][panel][input][node of the panel]. H and G are [panel][image][node of the
 *       panel].
 *   <li>X is [block][image][{@value #ROW}]: the first {@value #BLOCK} of a row are inputs; the rest
 *       is padding, so that rows do not map to the same cache sets.
 *   <li>Images and inputs are padded with zeros to multiples of {@value #UNIT}, nodes to a multiple
 *       that the kernel chooses.
 * </ul>
 *
 * <p>The results do not depend on the width of panels. An element of H is the sum of one partial
 * sum per block, added from 0 in the order of the blocks. A partial sum is a chain of fused
 * multiply-adds, from 0 in the order of the inputs. An element of W becomes fma(w, decay, s), where
 * s is a chain of fused multiply-adds, from 0 in the order of the images; with momentum, see {@link
 * Motion}. {@link #BLOCK} and {@link #UNIT} are part of this definition: other values give other
 * bits.
 */
final class Panels {
  static final int BLOCK = 256;
  static final int UNIT = 4;
  static final int ROW = BLOCK + 48;

  private final int realInputs;
  private final int realNodes;
  private final int images;
  private final int inputs;
  private final int nodes;
  private final int width;

  /**
   * Creates the layout of a layer.
   *
   * @param width nodes per panel; the last panel may have fewer
   * @param multiple the number of nodes is padded to a multiple of this
   */
  Panels(int images, int inputs, int nodes, int width, int multiple) {
    this.realInputs = inputs;
    this.realNodes = nodes;
    this.images = padded(images, UNIT);
    this.inputs = padded(inputs, UNIT);
    this.nodes = padded(nodes, multiple);
    this.width = Math.min(width, this.nodes);
  }

  /** Rounds up to a multiple of a unit. */
  static int padded(int count, int unit) {
    return (count + unit - 1) / unit * unit;
  }

  /** Number of inputs, without padding. */
  int realInputs() {
    return realInputs;
  }

  /** Number of nodes, without padding. */
  int realNodes() {
    return realNodes;
  }

  /** Number of images, padded. */
  int images() {
    return images;
  }

  /** Number of inputs, padded. */
  int inputs() {
    return inputs;
  }

  /** Number of nodes, padded. */
  int nodes() {
    return nodes;
  }

  /** Inputs in the block that begins at input {@code k}, padded. */
  int blockLength(int k) {
    return Math.min(BLOCK, inputs - k);
  }

  /** Nodes in the panel that begins at node {@code q}, padded. */
  int width(int q) {
    return Math.min(width, nodes - q);
  }

  /** The first node after a node's panel. */
  int nextPanel(int node) {
    return panelOf(node) + width;
  }

  /** The first node of a node's panel. */
  int panelOf(int node) {
    return node / width * width;
  }

  /**
   * Offset in W of the panel that begins at node {@code q}, in the block that begins at input
   * {@code k}.
   */
  int weightsAt(int k, int q) {
    return k * nodes + q * blockLength(k);
  }

  /** Offset in H and G of one node of an image. */
  int nodeAt(int image, int node) {
    int q = panelOf(node);
    return q * images + image * width(q) + node - q;
  }

  /** Allocates H or G. */
  float[] newNodes() {
    return new float[images * nodes];
  }

  /**
   * Copies H into a matrix.
   *
   * @param packed H of this layer. Not modified.
   * @param rows images x nodes. Modified.
   */
  void toRows(float[] packed, FMatrixRMaj rows) {
    for (int q = 0; q < realNodes; q += width) {
      int count = Math.min(width, realNodes - q);
      for (int image = 0; image < rows.numRows; image++) {
        int at = q * images + image * width(q);
        System.arraycopy(packed, at, rows.data, image * realNodes + q, count);
      }
    }
  }

  /**
   * Copies a matrix into G.
   *
   * @param rows images x nodes. Not modified.
   * @param packed G of this layer. Modified.
   */
  void fromRows(FMatrixRMaj rows, float[] packed) {
    for (int q = 0; q < realNodes; q += width) {
      int count = Math.min(width, realNodes - q);
      for (int image = 0; image < rows.numRows; image++) {
        int at = q * images + image * width(q);
        System.arraycopy(rows.data, image * realNodes + q, packed, at, count);
      }
    }
  }
}
