package io.github.clrsearch.data;

import java.io.Serializable;
import java.util.Arrays;

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
   * Gathers a mini-batch of standardized images.
   *
   * @param images where the pixels are; not modified
   * @param order indices into images; not modified
   * @param from the first position in {@code order} to take
   * @param count how many to take
   * @param inputs modified: the first count x size() elements, row-major, one image a row
   */
  public void gather(Images images, int[] order, int from, int count, float[] inputs) {
    int size = scale.length;
    byte[] pixels = images.pixels();
    for (int i = 0; i < count; i++) {
      KERNEL.copy(pixels, order[from + i] * size, inputs, i * size, scale, shift, 0, size);
    }
  }

  /**
   * Gathers a mini-batch of standardized images, each moved on its way. What comes in from outside
   * an image is the dimension's mean: 0.
   *
   * @param images where the pixels are; not modified
   * @param order indices into images; not modified
   * @param from the first position in {@code order} to take
   * @param count how many to take
   * @param jitter at the update that the mini-batch is for; modified
   * @param inputs modified: the first count x size() elements, row-major, one image a row
   */
  public void gather(
      Images images, int[] order, int from, int count, Jitter jitter, float[] inputs) {
    int size = scale.length;
    for (int i = 0; i < count; i++) {
      jitter.draw(i);
      standardize(images, order[from + i] * size, jitter, inputs, i * size);
    }
  }

  private void standardize(Images images, int source, Jitter jitter, float[] inputs, int target) {
    int height = images.shape().height();
    int width = images.shape().width();
    int top = Math.min(height, Math.max(0, jitter.down()));
    int bottom = Math.max(top, height + Math.min(0, jitter.down()));
    int left = Math.min(width, Math.max(0, jitter.right()));
    int right = Math.max(left, width + Math.min(0, jitter.right()));
    boolean anythingLeft = top < bottom && left < right;
    byte[] pixels = images.pixels();
    int image = source;
    if (jitter.mirrored()) {
      pixels = jitter.mirror(pixels, source, scale.length, width);
      image = 0;
    }
    for (int plane = 0; plane < scale.length; plane += height * width) {
      int first = plane + top * width;
      int last = plane + bottom * width;
      Arrays.fill(inputs, target + plane, target + first, 0);
      Arrays.fill(inputs, target + last, target + plane + height * width, 0);
      if (!anythingLeft) {
        Arrays.fill(inputs, target + first, target + last, 0);
        continue;
      }
      // One run: what comes from the end of another row is outside of this one.
      KERNEL.copy(
          pixels,
          image + first - jitter.down() * width + left - jitter.right(),
          inputs,
          target,
          scale,
          shift,
          first + left,
          last - width + right);
      clearColumns(inputs, target + first, target + last, width, 0, left);
      clearColumns(inputs, target + first, target + last, width, right, width);
    }
  }

  private static void clearColumns(
      float[] inputs, int first, int last, int width, int from, int to) {
    if (from == to) {
      return;
    }
    for (int row = first; row < last; row += width) {
      for (int x = from; x < to; x++) {
        inputs[row + x] = 0;
      }
    }
  }
}
