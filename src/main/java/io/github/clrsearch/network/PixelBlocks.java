package io.github.clrsearch.network;

/**
 * The inputs of the first layer, standardized from the bytes of a mini-batch, one block at a time.
 */
final class PixelBlocks implements BlockInputs {
  private final float[] values;
  private MiniBatch batch;

  PixelBlocks(int images) {
    this.values = new float[Panels.padded(images, Panels.UNIT) * Panels.ROW];
  }

  /** Sets the mini-batch to read, which is not modified. */
  void show(MiniBatch next) {
    batch = next;
  }

  @Override
  public float[] values() {
    return values;
  }

  @Override
  public int block(int k) {
    batch.block(k, values);
    return 0;
  }
}
