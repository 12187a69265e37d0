package io.github.clrsearch.network;

import io.github.clrsearch.data.Jitter;
import io.github.clrsearch.data.PreparedData;
import io.github.clrsearch.data.Standardizer;
import java.util.Arrays;
import org.ejml.data.FMatrixRMaj;

/**
 * The images of a mini-batch and their labels, in buffers that are filled anew for every batch. The
 * images stay bytes, a quarter of the floats that the products standardize them to, block by block.
 */
public final class MiniBatch {
  private final int inputs;

  /** Bytes of an image here: its inputs, filled up. */
  private final int stride;

  private final byte[] pixels;

  /** As long as the pixels where something is dropped; 0 where it is. */
  private byte[] kept = {};

  private final int[] labels;
  private Standardizer standardizer;
  private int size;
  private boolean drops;
  private float survivors;

  /**
   * Allocates room for a batch.
   *
   * @param capacity the most images it can hold
   * @param inputs the number of inputs of an image
   */
  public MiniBatch(int capacity, int inputs) {
    this.inputs = inputs;
    this.stride = Panels.filled(inputs, Panels.UNIT);
    this.pixels = new byte[capacity * stride];
    this.labels = new int[capacity];
  }

  /**
   * The inputs that a network sees, a new matrix.
   *
   * @return size() x inputs, one image a row: standardized, and 0 where an image was moved out of
   *     or an input was dropped
   */
  public FMatrixRMaj inputs() {
    FMatrixRMaj matrix = new FMatrixRMaj(size, inputs);
    standardize(0, inputs, matrix.data, inputs);
    return matrix;
  }

  /** The labels of the first size() images: the live buffer. */
  public int[] labels() {
    return labels;
  }

  /** The number of images in the batch now. */
  public int size() {
    return size;
  }

  /**
   * Fills the batch.
   *
   * @param order indices into data.images(); not modified
   * @param from the first position in {@code order} to take
   * @param count how many to take, at most the capacity
   */
  public void gather(PreparedData data, int[] order, int from, int count) {
    start(data, order, from, count);
    byte[] all = data.images().pixels();
    for (int i = 0; i < count; i++) {
      System.arraycopy(all, order[from + i] * inputs, pixels, i * stride, inputs);
    }
  }

  /**
   * Fills the batch with images that are moved.
   *
   * @param order indices into data.images(); not modified
   * @param from the first position in {@code order} to take
   * @param count how many to take, at most the capacity
   * @param jitter where to; at the update that the batch is for, modified
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
    drops = false;
    survivors = 1;
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
   * Drops inputs.
   *
   * @param p the probability to survive, in (0, 1]
   */
  void drop(Dropout dropout, double p) {
    if (Dropout.scale(p) == 1) {
      return;
    }
    if (!drops) {
      keepAll();
    }
    dropout.drop(kept, size * stride, p);
    survivors = Dropout.scale(p);
  }

  /**
   * Standardizes a block of inputs.
   *
   * @param k its first input
   * @param x modified: a row of {@link Panels#ROW} for each image
   */
  void block(int k, float[] x) {
    int to = Math.min(inputs, k + Panels.BLOCK);
    int end = Math.min(stride, k + Panels.BLOCK);
    standardize(k, to, x, Panels.ROW);
    for (int i = 0; i < size && to < end; i++) {
      Arrays.fill(x, i * Panels.ROW + to - k, i * Panels.ROW + end - k, 0);
    }
  }

  private void standardize(int from, int to, float[] x, int row) {
    for (int i = 0; i < size; i++) {
      int source = i * stride + from;
      standardizer.standardize(pixels, source, x, i * row - from, from, to);
      if (drops) {
        Dropout.apply(kept, source, x, i * row, to - from, survivors);
      }
    }
  }
}
