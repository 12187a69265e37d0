package io.github.clrsearch.network;

/**
 * The innermost loops of a layer's two products, over one block of inputs and all nodes. Every
 * implementation gives the bits that {@link Panels} defines.
 */
interface ProductKernel {

  /** How the layer lies. */
  Panels panels();

  /**
   * Adds the partial sums of a block to H.
   *
   * @param images the first of them count, a multiple of {@link Panels#UNIT}
   * @param x where the block is; not modified
   * @param at where it begins
   * @param k its first input
   * @param w the layer's weights; not modified
   * @param h modified
   */
  void forward(int images, float[] x, int at, int k, float[] w, float[] h);

  /**
   * Updates the weights of a block's inputs.
   *
   * @param x where the block is; not modified
   * @param at where it begins
   * @param k its first input
   * @param g gradients at the nodes, times minus the learning rate; not modified
   * @param decay what is left of the weights of each node; not modified
   * @param w modified
   */
  void update(float[] x, int at, int k, float[] g, float[] decay, float[] w);
}
