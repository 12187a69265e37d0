package io.github.clrsearch.data;

import java.io.Serializable;

/**
 * Converts bytes to inputs with zero mean and unit standard deviation in each dimension, measured
 * on the training split. For x in 0 .. 255 it computes (x / 255 - mean) / std as x * scale + shift.
 */
public final class Standardizer implements Serializable {
  private static final long serialVersionUID = 1;
  private static final PixelKernel KERNEL = PixelKernel.best();

  private final float[] scale;
  private final float[] shift;

  private Standardizer(float[] scale, float[] shift) {
    this.scale = scale;
    this.shift = shift;
  }

  /**
   * Measures mean and standard deviation of each dimension. A dimension with a constant value is
   * only centred.
   *
   * @param images the images
   * @param indices the images to measure: the training split
   */
  public static Standardizer of(Images images, int[] indices) {
    int size = images.shape().size();
    // Sums of bytes and their squares are exact in a long, so their order does not matter.
    long[] sum = new long[size];
    long[] squares = new long[size];
    for (int index : indices) {
      int offset = index * size;
      for (int d = 0; d < size; d++) {
        int x = images.pixels()[offset + d] & 0xFF;
        sum[d] += x;
        squares[d] += x * x;
      }
    }
    float[] scale = new float[size];
    float[] shift = new float[size];
    double n = indices.length;
    for (int d = 0; d < size; d++) {
      double mean = sum[d] / n;
      double deviation = Math.sqrt(Math.max(0, squares[d] / n - mean * mean));
      double factor = deviation > 0 ? 1 / deviation : 1.0 / 255;
      scale[d] = (float) factor;
      shift[d] = (float) (-mean * factor);
    }
    return new Standardizer(scale, shift);
  }

  /**
   * Creates a standardizer with given values.
   *
   * @param scale factor of each dimension; not copied
   * @param shift addend of each dimension; not copied
   */
  public static Standardizer of(float[] scale, float[] shift) {
    if (scale.length != shift.length) {
      throw new IllegalArgumentException(
          "scale and shift must have the same length, but got %d and %d"
              .formatted(scale.length, shift.length));
    }
    return new Standardizer(scale, shift);
  }

  /** Factor of each dimension. Not a copy; must not be modified. */
  public float[] scale() {
    return scale;
  }

  /** Addend of each dimension. Not a copy; must not be modified. */
  public float[] shift() {
    return shift;
  }

  /** The number of dimensions of an image. */
  public int size() {
    return scale.length;
  }

  /**
   * Standardizes a run of an image's bytes.
   *
   * @param pixels not modified
   * @param source where the byte of dimension {@code from} is
   * @param inputs modified: x / 255 standardized, of dimension d at {@code target + d}
   * @param from the first dimension
   * @param to the dimension after the last
   */
  public void standardize(byte[] pixels, int source, float[] inputs, int target, int from, int to) {
    KERNEL.copy(pixels, source, inputs, target, scale, shift, from, to);
  }
}
