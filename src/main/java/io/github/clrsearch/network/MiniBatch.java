package io.github.clrsearch.network;

import io.github.clrsearch.data.Jitter;
import io.github.clrsearch.data.PreparedData;
import org.ejml.data.FMatrixRMaj;

/** Standardized images and their labels, in buffers that are filled anew for every batch. */
public final class MiniBatch {
  private final FMatrixRMaj inputs;
  private final int[] labels;

  /**
   * Allocates room for a batch.
   *
   * @param capacity the most images it can hold
   * @param inputs the number of inputs of an image
   */
  public MiniBatch(int capacity, int inputs) {
    this.inputs = new FMatrixRMaj(capacity, inputs);
    this.labels = new int[capacity];
  }

  /** size() x inputs, one image a row: the live buffer. */
  public FMatrixRMaj inputs() {
    return inputs;
  }

  /** The labels of the first size() images: the live buffer. */
  public int[] labels() {
    return labels;
  }

  /** The number of images in the batch now. */
  public int size() {
    return inputs.numRows;
  }

  /**
   * Fills the batch.
   *
   * @param order indices into data.images(); not modified
   * @param from the first position in {@code order} to take
   * @param count how many to take, at most the capacity
   */
  public void gather(PreparedData data, int[] order, int from, int count) {
    inputs.reshape(count, inputs.numCols);
    data.standardizer().gather(data.images(), order, from, count, inputs.data);
    gatherLabels(data, order, from, count);
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
    inputs.reshape(count, inputs.numCols);
    data.standardizer().gather(data.images(), order, from, count, jitter, inputs.data);
    gatherLabels(data, order, from, count);
  }

  private void gatherLabels(PreparedData data, int[] order, int from, int count) {
    for (int i = 0; i < count; i++) {
      labels[i] = data.images().label(order[from + i]);
    }
  }
}
