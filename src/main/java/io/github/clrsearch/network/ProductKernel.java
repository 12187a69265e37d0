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
   * Takes the gradients of the following updates.
   *
   * @param g G: gradients at the nodes, times minus the learning rate unless there is momentum. Not
   *     modified; must not change before the last of these updates
   */
  void takeGradients(float[] g);

  /**
   * Updates the weights of one block of inputs.
   *
   * @param x holds the block of X; not modified
   * @param at offset of the block in {@code x}
   * @param k first input of the block
   * @param decay factor of the old weights, by node; not modified
   * @param w W; modified
   */
  void update(float[] x, int at, int k, float[] decay, float[] w);

  /**
   * Updates the weights and velocities of one block of inputs, with momentum.
   *
   * @param x holds the block of X; not modified
   * @param at offset of the block in {@code x}
   * @param k first input of the block
   * @param v velocities, in the layout of W; modified
   * @param w W; modified
   */
  void update(float[] x, int at, int k, Motion motion, float[] v, float[] w);
}
