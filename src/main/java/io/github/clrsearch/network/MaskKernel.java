package io.github.clrsearch.network;

import io.github.clrsearch.data.VectorApi;

/**
 * The innermost loops of dropout. Draws come from SplitMix64 (Steele, Lea and Flood 2014), four
 * draws of 16 bits from each of its numbers. All implementations drop the same values.
 */
interface MaskKernel {
  /** Increment of the generator's state. */
  long GAMMA = 0x9E3779B97F4A7C15L;

  /** Draws per number of the generator. */
  int DRAWS = 4;

  /**
   * Drops the values whose draw is not below the threshold.
   *
   * @param kept one byte per value. The first {@code length} are modified: 0 where dropped,
   *     unchanged elsewhere
   * @param state state of the generator before the first number
   * @param threshold 1 .. 65535: draws are 0 .. 65535
   */
  void drop(byte[] kept, int length, long state, int threshold);

  /**
   * Scales the kept values, and sets the others to 0.
   *
   * @param kept 0 where dropped, -1 where kept, from {@code keptAt} on; not modified
   * @param values {@code length} of them from {@code at} on are modified
   */
  void apply(byte[] kept, int keptAt, float[] values, int at, int length, float scale);

  /** The generator's output for a state. */
  static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** The fastest implementation on this JVM. */
  static MaskKernel best() {
    return VectorApi.isUsable() && VectorMasks.isSupported()
        ? new VectorMasks()
        : new ScalarMasks();
  }
}
