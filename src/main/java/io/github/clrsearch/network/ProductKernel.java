package io.github.clrsearch.network;

/**
 * The innermost loops of a layer's two products, for one block of inputs and all nodes. All
 * implementations give the bits that {@link Panels} defines.
 */
interface ProductKernel {

  /** The memory layout of the layer. */
  Panels panels();

  /**
   * Adds the partial sums of one block to H.
   *
   * @param images number of images to compute, from the first; a multiple of {@link Panels#UNIT}
   * @param x holds the block of X; not modified
   * @param at offset of the block in {@code x}
   * @param k first input of the block
   * @param w W; not modified
   * @param h H; modified
   */
  void forward(int images, float[] x, int at, int k, float[] w, float[] h);

  /**
   * Updates the weights of one block of inputs.
   *
   * @param x holds the block of X; not modified
   * @param at offset of the block in {@code x}
   * @param k first input of the block
   * @param g G: gradients at the nodes, times minus the learning rate; not modified
   * @param decay factor of the old weights, by node; not modified
   * @param w W; modified
   */
  void update(float[] x, int at, int k, float[] g, float[] decay, float[] w);

  /**
   * Updates the weights and velocities of one block of inputs, with momentum.
   *
   * @param x holds the block of X; not modified
   * @param at offset of the block in {@code x}
   * @param k first input of the block
   * @param g G: gradients at the nodes; not modified
   * @param v velocities, in the layout of W; modified
   * @param w W; modified
   */
  void update(float[] x, int at, int k, float[] g, Motion motion, float[] v, float[] w);
}
