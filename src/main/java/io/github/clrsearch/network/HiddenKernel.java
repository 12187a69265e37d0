package io.github.clrsearch.network;

/**
 * Elementwise operations of the hidden layer, forward and backward, on one panel of nodes. All
 * implementations round in the same order and give the same bits.
 */
interface HiddenKernel {

  /**
   * Computes h = max(0, s + b). NaN stays NaN.
   *
   * @param layer s, images x width from {@code at} on. Modified: becomes h.
   * @param bias b, by node, the panel's from {@code q} on. Not modified.
   */
  void addBiasAndRectify(float[] layer, int at, int images, int width, float[] bias, int q);

  /**
   * Propagates the gradient from h to s1, scales it to the step, and updates the biases. The
   * gradient is 0 where ReLU or the dropout mask made h zero.
   *
   * @param hidden h after dropout, images x width from {@code at} on. Not modified.
   * @param gradient gradient at h, same layout. Modified: scaled, or 0 where h is not positive.
   * @param steps factor of each node, from {@code q} on: minus the learning rate, times the dropout
   *     scale 1 / p_h. Not modified.
   * @param bias by node, the panel's from {@code q} on. Modified.
   */
  void backThroughRectifier(
      float[] hidden,
      float[] gradient,
      int at,
      int images,
      int width,
      float[] steps,
      float[] bias,
      int q);
}
