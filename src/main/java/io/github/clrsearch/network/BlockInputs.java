package io.github.clrsearch.network;

/** The inputs of a layer, block by block as {@link Panels} lays them out. */
interface BlockInputs {

  /** Where the blocks are: live. */
  float[] values();

  /**
   * Makes a block ready.
   *
   * @param k its first input, a multiple of {@link Panels#BLOCK}
   * @return where in {@link #values} it begins
   */
  int block(int k);
}
