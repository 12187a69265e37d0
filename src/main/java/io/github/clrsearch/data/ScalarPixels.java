package io.github.clrsearch.data;

/** Converts one pixel at a time, on any JVM. */
final class ScalarPixels implements PixelKernel {

  @Override
  public void copy(
      byte[] pixels,
      int source,
      float[] inputs,
      int target,
      float[] scale,
      float[] shift,
      int from,
      int to) {
    for (int d = from; d < to; d++) {
      inputs[target + d] = (pixels[source + d - from] & 0xFF) * scale[d] + shift[d];
    }
  }
}
