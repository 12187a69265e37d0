package io.github.clrsearch.data;

/**
 * The innermost loop of gathering: runs of bytes become standardized floats, x * scale + shift with
 * x in 0 .. 255. Every implementation rounds the product and then the sum, so all give the same
 * bits.
 */
interface PixelKernel {

  /**
   * inputs[target + d] from pixels[source + d - from], for from <= d < to.
   *
   * @param pixels not modified
   * @param inputs modified
   * @param scale a factor per dimension d; not modified
   * @param shift an addend per dimension d; not modified
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

  /** The fastest of this JVM. */
  static PixelKernel best() {
    return VectorApi.isUsable() && VectorPixels.isSupported()
        ? new VectorPixels()
        : new ScalarPixels();
  }
}
