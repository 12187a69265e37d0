package io.github.clrsearch.network;

import io.github.clrsearch.data.VectorApi;

/**
 * The innermost loop of dropout. The draws are SplitMix64's (Steele, Lea and Flood 2014), four of
 * 16 bits out of each of its numbers; every implementation masks the same values.
 */
interface MaskKernel {
  /** What the generator's state grows by from number to number. */
  long GAMMA = 0x9E3779B97F4A7C15L;

  /** Draws in a number. */
  int DRAWS = 4;

  /**
   * Values whose draw is below the threshold are scaled, the others become 0.
   *
   * @param values the first {@code length} are modified
   * @param state of the generator before its first number
   * @param threshold 1 .. 65535: draws are 0 .. 65535
   */
  void apply(float[] values, int length, long state, int threshold, float scale);

  /** The generator's number at a state. */
  static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** The fastest of this JVM. */
  static MaskKernel best() {
    return VectorApi.isUsable() && VectorMasks.isSupported()
        ? new VectorMasks()
        : new ScalarMasks();
  }
}
