package io.github.clrsearch.network;

/** The inputs X of a layer, one block at a time, in the layout of {@link Panels}. */
interface BlockInputs {

  /** The array that holds the blocks. Live. */
  float[] values();

  /**
   * Prepares a block.
   *
   * @param k the block's first input, a multiple of {@link Panels#BLOCK}
   * @return the block's offset in {@link #values}
   */
  int block(int k);
}
