package io.github.clrsearch.network;

/** The inputs of the first layer: made of a mini-batch's bytes, one block at a time. */
final class PixelBlocks implements BlockInputs {
  private final float[] values;
  private MiniBatch batch;

  PixelBlocks(int images) {
    this.values = new float[Panels.filled(images, Panels.UNIT) * Panels.ROW];
  }

  /** The mini-batch whose blocks are next. Not modified. */
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
