package io.github.clrsearch.data;

/**
 * Innermost loop of gathering a mini-batch: converts bytes x in 0 .. 255 to standardized floats x *
 * scale + shift. All implementations give the same bits, because each rounds first the product and
 * then the sum.
 */
interface PixelKernel {

  /**
   * Sets inputs[target + d] from pixels[source + d - from], for from <= d < to.
   *
   * @param pixels not modified
   * @param inputs modified
   * @param scale factor of each dimension d; not modified
   * @param shift addend of each dimension d; not modified
   */
  void copy(
      byte[] pixels,
      int source,
      float[] inputs,
      int target,
      float[] scale,
      float[] shift,
      int from,
      int to);

  /** The fastest implementation on this JVM. */
  static PixelKernel best() {
    return VectorApi.isUsable() && VectorPixels.isSupported()
        ? new VectorPixels()
        : new ScalarPixels();
  }
}
