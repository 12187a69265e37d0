package io.github.clrsearch.network;

import io.github.clrsearch.data.Jitter;
import io.github.clrsearch.data.PreparedData;
import io.github.clrsearch.data.Standardizer;
import java.util.Arrays;
import org.ejml.data.FMatrixRMaj;

/**
 * The images of a mini-batch and their labels, in buffers that are reused for every batch. Images
 * are kept as bytes, which take a quarter of the memory of floats; each product of the first layer
 * standardizes them again, one block at a time.
 */
public final class MiniBatch {
  private final int inputs;

  /** Bytes per image: its inputs, padded to a multiple of {@link Panels#UNIT}. */
  private final int stride;

  private final byte[] pixels;

  /** One byte per pixel: 0 where dropped, -1 where kept. Empty until something is dropped. */
  private byte[] kept = {};

  private final Blocks blocks;

  private final int[] labels;
  private Standardizer standardizer;
  private int size;
  private boolean drops;
  private float keptScale;

  /**
   * Allocates the buffers.
   *
   * @param capacity maximum number of images
   * @param inputs the number of inputs of an image
   */
  public MiniBatch(int capacity, int inputs) {
    this.inputs = inputs;
    this.stride = Panels.padded(inputs, Panels.UNIT);
    this.pixels = new byte[capacity * stride];
    this.blocks = new Blocks(Panels.padded(capacity, Panels.UNIT));
    this.labels = new int[capacity];
  }

  /**
   * The inputs that a network sees, as a new matrix.
   *
   * @return size() x inputs, one row per image: standardized pixels, and 0 where an input was
   *     dropped or lies outside a shifted image
   */
  public FMatrixRMaj inputs() {
    FMatrixRMaj matrix = new FMatrixRMaj(size, inputs);
    standardize(0, inputs, matrix.data, inputs);
    return matrix;
  }

  /** The labels of the images, of which the first size() are valid. Live. */
  public int[] labels() {
    return labels;
  }

  /** The current number of images. */
  public int size() {
    return size;
  }

  /**
   * Fills the batch with images.
   *
   * @param order indices of images in data.images(); not modified
   * @param from the first position in {@code order} to take
   * @param count number of images, at most the capacity
   */
  public void gather(PreparedData data, int[] order, int from, int count) {
    start(data, order, from, count);
    byte[] all = data.images().pixels();
    for (int i = 0; i < count; i++) {
      System.arraycopy(all, order[from + i] * inputs, pixels, i * stride, inputs);
    }
  }

  /**
   * Fills the batch with images that are mirrored and shifted at random.
   *
   * @param order indices of images in data.images(); not modified
   * @param from the first position in {@code order} to take
   * @param count number of images, at most the capacity
   * @param jitter draws the moves, positioned at the update of this batch; modified
   */
  public void gather(PreparedData data, int[] order, int from, int count, Jitter jitter) {
    if (jitter.isNone()) {
      gather(data, order, from, count);
      return;
    }
    start(data, order, from, count);
    if (jitter.shifts()) {
      keepAll();
    }
    for (int i = 0; i < count; i++) {
      jitter.move(i, data.images(), order[from + i], pixels, kept, i * stride);
    }
  }

  private void start(PreparedData data, int[] order, int from, int count) {
    standardizer = data.standardizer();
    size = count;
    blocks.clearPadding();
    drops = false;
    keptScale = 1;
    for (int i = 0; i < count; i++) {
      labels[i] = data.images().label(order[from + i]);
    }
  }

  private void keepAll() {
    if (kept.length == 0) {
      kept = new byte[pixels.length];
    }
    Arrays.fill(kept, (byte) -1);
    drops = true;
  }

  /**
   * Applies dropout to the inputs.
   *
   * @param p the keep probability, in (0, 1]
   */
  void drop(Dropout dropout, double p) {
    if (Dropout.scale(p) == 1) {
      return;
    }
    if (!drops) {
      keepAll();
    }
    dropout.drop(kept, size * stride, p);
    keptScale = Dropout.scale(p);
  }

  /** The standardized inputs, one block at a time: a block overwrites the last one. Live. */
  BlockInputs blocks() {
    return blocks;
  }

  private final class Blocks implements BlockInputs {
    private final float[] values;

    Blocks(int images) {
      this.values = new float[images * Panels.ROW];
    }

    /** Clears the images between the batch and a multiple of {@link Panels#UNIT}. */
    void clearPadding() {
      int end = Panels.padded(size, Panels.UNIT);
      Arrays.fill(values, size * Panels.ROW, end * Panels.ROW, 0);
    }

    @Override
    public float[] values() {
      return values;
    }

    @Override
    public int block(int k) {
      int to = Math.min(inputs, k + Panels.BLOCK);
      int end = Math.min(stride, k + Panels.BLOCK);
      standardize(k, to, values, Panels.ROW);
      for (int i = 0; i < size && to < end; i++) {
        Arrays.fill(values, i * Panels.ROW + to - k, i * Panels.ROW + end - k, 0);
      }
      return 0;
    }
  }

  private void standardize(int from, int to, float[] x, int row) {
    for (int i = 0; i < size; i++) {
      int source = i * stride + from;
      standardizer.standardize(pixels, source, x, i * row - from, from, to);
      if (drops) {
        Dropout.apply(kept, source, x, i * row, to - from, keptScale);
      }
    }
  }
}
