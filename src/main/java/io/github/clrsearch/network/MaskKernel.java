package io.github.clrsearch.network;

import io.github.clrsearch.data.VectorApi;

/**
 * The innermost loops of dropout. The draws are SplitMix64's (Steele, Lea and Flood 2014), four of
 * 16 bits out of each of its numbers; every implementation masks the same values.
 */
interface MaskKernel {
  /** What the generator's state grows by from number to number. */
  long GAMMA = 0x9E3779B97F4A7C15L;

  /** Draws in a number. */
  int DRAWS = 4;

  /**
   * Drops what has a draw that is not below the threshold.
   *
   * @param kept the first {@code length} are modified: 0 where dropped, as they were otherwise
   * @param state of the generator before its first number
   * @param threshold 1 .. 65535: draws are 0 .. 65535
   */
  void drop(byte[] kept, int length, long state, int threshold);

  /**
   * Scales the survivors, and sets the others to 0.
   *
   * @param kept 0 where dropped, -1 where not, from {@code keptAt} on; not modified
   * @param values {@code length} of them from {@code at} on are modified
   */
  void apply(byte[] kept, int keptAt, float[] values, int at, int length, float scale);

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
