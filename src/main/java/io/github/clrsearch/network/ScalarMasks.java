package io.github.clrsearch.network;

/** Plain Java: four draws at a time. */
final class ScalarMasks implements MaskKernel {

  @Override
  public void drop(byte[] kept, int length, long state, int threshold) {
    drop(kept, 0, length, state, threshold);
  }

  /**
   * Drops values from {@code from} on.
   *
   * @param from a multiple of {@link MaskKernel#DRAWS}
   * @param state state of the generator before the number that masks {@code from}
   */
  void drop(byte[] kept, int from, int length, long state, int threshold) {
    int i = from;
    for (; i + DRAWS <= length; i += DRAWS) {
      state += GAMMA;
      long bits = MaskKernel.mix(state);
      kept[i] &= mask((int) (bits & 0xFFFF), threshold);
      kept[i + 1] &= mask((int) (bits >>> 16 & 0xFFFF), threshold);
      kept[i + 2] &= mask((int) (bits >>> 32 & 0xFFFF), threshold);
      kept[i + 3] &= mask((int) (bits >>> 48), threshold);
    }
    long bits = MaskKernel.mix(state + GAMMA);
    for (; i < length; i++, bits >>>= 16) {
      kept[i] &= mask((int) (bits & 0xFFFF), threshold);
    }
  }

  /** Has no branch, because at p = 0.8 one would be mispredicted every fifth time. */
  private static byte mask(int draw, int threshold) {
    return (byte) ((draw - threshold) >> 31);
  }

  @Override
  public void apply(byte[] kept, int keptAt, float[] values, int at, int length, float scale) {
    for (int i = 0; i < length; i++) {
      int bits = Float.floatToRawIntBits(values[at + i] * scale) & kept[keptAt + i];
      values[at + i] = Float.intBitsToFloat(bits);
    }
  }
}
