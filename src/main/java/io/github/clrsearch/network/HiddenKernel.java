package io.github.clrsearch.network;

/**
 * The elementwise halves of the hidden layer, forward and backward, over one panel of nodes. Every
 * implementation rounds in the same order, so all give the same bits.
 */
interface HiddenKernel {

  /**
   * h = max(0, s + b). A value that is not a number stays one.
   *
   * @param layer images x width from {@code at} on. Modified.
   * @param bias the panel's from {@code q} on. Not modified.
   */
  void addBiasAndRectify(float[] layer, int at, int images, int width, float[] bias, int q);

  /**
   * Takes the gradient at h back to s1, where a node that was cut off, by ReLU or by its mask,
   * passes nothing back, scales it to the step, and takes that of the bias.
   *
   * @param hidden images x width from {@code at} on, as the output layer saw it. Not modified.
   * @param gradient the same. Modified: scaled, or 0 where hidden is not positive.
   * @param steps each node's factor from {@code q} on: minus the learning rate, times what
   *     survivors of dropout were multiplied by. Not modified.
   * @param bias the panel's from {@code q} on. Modified.
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
