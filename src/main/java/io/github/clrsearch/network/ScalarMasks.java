package io.github.clrsearch.network;

/** Four values at a time, on any JVM. */
final class ScalarMasks implements MaskKernel {

  @Override
  public void apply(float[] values, int length, long state, int threshold, float scale) {
    apply(values, 0, length, state, threshold, scale);
  }

  /**
   * The values from {@code from} on.
   *
   * @param from a multiple of {@link MaskKernel#DRAWS}
   * @param state of the generator before the number that {@code from} is masked by
   */
  void apply(float[] values, int from, int length, long state, int threshold, float scale) {
    int i = from;
    for (; i + DRAWS <= length; i += DRAWS) {
      state += GAMMA;
      long bits = MaskKernel.mix(state);
      values[i] = masked(values[i] * scale, (int) (bits & 0xFFFF), threshold);
      values[i + 1] = masked(values[i + 1] * scale, (int) (bits >>> 16 & 0xFFFF), threshold);
      values[i + 2] = masked(values[i + 2] * scale, (int) (bits >>> 32 & 0xFFFF), threshold);
      values[i + 3] = masked(values[i + 3] * scale, (int) (bits >>> 48), threshold);
    }
    long bits = MaskKernel.mix(state + GAMMA);
    for (; i < length; i++, bits >>>= 16) {
      values[i] = masked(values[i] * scale, (int) (bits & 0xFFFF), threshold);
    }
  }

  /** Without a branch: at p = 0.8 a branch is mispredicted every fifth time. */
  private static float masked(float value, int draw, int threshold) {
    return Float.intBitsToFloat(Float.floatToRawIntBits(value) & ((draw - threshold) >> 31));
  }
}
