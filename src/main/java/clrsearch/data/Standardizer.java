package clrsearch.data;

import java.io.Serializable;
import java.util.Arrays;

/**
 * Turns bytes into inputs of zero mean and unit standard deviation per dimension, where mean and
 * deviation are those of the training split. With x in 0 .. 255 it computes (x / 255 - mean) / std
 * as x * scale + shift.
 */
public final class Standardizer implements Serializable {
  private static final long serialVersionUID = 1;

  private final float[] scale;
  private final float[] shift;

  private Standardizer(float[] scale, float[] shift) {
    this.scale = scale;
    this.shift = shift;
  }

  /**
   * Measures the mean and the standard deviation of every dimension; one that never varies is only
   * centred.
   *
   * @param images the images
   * @param indices which of them count: the training split
   */
  public static Standardizer of(Images images, int[] indices) {
    int size = images.shape().size();
    // Bytes and their squares add up exactly in a long: no rounding, whatever the order.
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
   * A standardizer that was measured before.
   *
   * @param scale a factor per dimension; kept, not copied
   * @param shift an addend per dimension; kept, not copied
   */
  public static Standardizer of(float[] scale, float[] shift) {
    if (scale.length != shift.length) {
      throw new IllegalArgumentException(
          "scale and shift must have one length, but got %d and %d"
              .formatted(scale.length, shift.length));
    }
    return new Standardizer(scale, shift);
  }

  /** A factor per dimension: the live array, not to be modified. */
  public float[] scale() {
    return scale;
  }

  /** An addend per dimension: the live array, not to be modified. */
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
      standardize(pixels, order[from + i] * size, inputs, i * size);
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

  private void standardize(byte[] pixels, int source, float[] inputs, int target) {
    float[] scale = this.scale;
    float[] shift = this.shift;
    for (int d = 0; d < scale.length; d++) {
      inputs[target + d] = (pixels[source + d] & 0xFF) * scale[d] + shift[d];
    }
  }

  private void standardize(Images images, int source, Jitter jitter, float[] inputs, int target) {
    int height = images.shape().height();
    int width = images.shape().width();
    int right = jitter.right();
    int first = Math.min(width, Math.max(0, right));
    int last = Math.max(first, width + Math.min(0, right));
    for (int row = 0; row < scale.length; row += width) {
      int y = row / width % height - jitter.down();
      if (y < 0 || y >= height) {
        Arrays.fill(inputs, target + row, target + row + width, 0);
        continue;
      }
      int sourceRow = source + row - jitter.down() * width;
      Arrays.fill(inputs, target + row, target + row + first, 0);
      Arrays.fill(inputs, target + row + last, target + row + width, 0);
      if (jitter.mirrored()) {
        // Column x comes from column width - 1 - (x - right).
        mirror(
            images.pixels(),
            sourceRow + width - 1 + right - first,
            inputs,
            target,
            row + first,
            row + last);
      } else {
        copy(images.pixels(), sourceRow - right + first, inputs, target, row + first, row + last);
      }
    }
  }

  private void copy(byte[] pixels, int source, float[] inputs, int target, int from, int to) {
    float[] scale = this.scale;
    float[] shift = this.shift;
    for (int d = from; d < to; d++) {
      inputs[target + d] = (pixels[source + d - from] & 0xFF) * scale[d] + shift[d];
    }
  }

  private void mirror(byte[] pixels, int source, float[] inputs, int target, int from, int to) {
    float[] scale = this.scale;
    float[] shift = this.shift;
    for (int d = from; d < to; d++) {
      inputs[target + d] = (pixels[source - d + from] & 0xFF) * scale[d] + shift[d];
    }
  }
}
