package io.github.clrsearch.search.space;

import java.nio.charset.StandardCharsets;

/**
 * Derives every random number of a study from its seed. A derivation is a chain over its parts. The
 * first part names the purpose, so that no two purposes share numbers:
 *
 * <pre>
 *   h = study seed;  for each part: h = mix((h xor part) + 0x9e3779b97f4a7c15)
 * </pre>
 *
 * where mix is the finalizer of SplitMix64 (Steele, Lea and Flood, "Fast Splittable Pseudorandom
 * Number Generators", OOPSLA 2014; constants: Stafford's variant 13) and a string is the 64-bit
 * FNV-1a hash of its UTF-8 bytes. These numbers never change, because stored studies are resumed.
 */
public final class Seeds {
  private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;
  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private Seeds() {}

  /** The seed of a trial, for its initial weights, dropout masks and jitter. */
  public static long trial(long studySeed, String stage, int number) {
    return derive(studySeed, hash("trial"), hash(stage), number);
  }

  /** The seed of the order of the mini-batches, which all trials of a repetition share. */
  public static long order(long studySeed, int repetition) {
    return derive(studySeed, hash("order"), repetition);
  }

  /** The seed of the split into training and validation images. */
  public static long split(long studySeed) {
    return derive(studySeed, hash("split"));
  }

  /**
   * The random coordinate of a trial along one dimension.
   *
   * @param attempt 0, or the number of redraws so far
   * @return a multiple of 2^-53 in [0, 1)
   */
  public static double point(
      long studySeed, String stage, int number, int attempt, String dimension) {
    return unit(derive(studySeed, hash("point"), hash(stage), number, attempt, hash(dimension)));
  }

  /** A random quantile of the untried settings, in [0, 1). */
  public static double rank(long studySeed, String stage, int number) {
    return unit(derive(studySeed, hash("rank"), hash(stage), number));
  }

  /** The seed of the coins that scramble a dimension: {@code SobolSampler}. */
  public static long scrambling(long studySeed, String stage, int attempt, String dimension) {
    return derive(studySeed, hash("scrambling"), hash(stage), attempt, hash(dimension));
  }

  /** The coin of a key: 0 or 1. */
  public static long coin(long seed, long key) {
    return derive(seed, key) >>> 63;
  }

  private static long derive(long seed, long... parts) {
    long h = seed;
    for (long part : parts) {
      h = mix((h ^ part) + GOLDEN_GAMMA);
    }
    return h;
  }

  static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  static long hash(String text) {
    long hash = FNV_OFFSET;
    for (byte unit : text.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (unit & 0xff)) * FNV_PRIME;
    }
    return hash;
  }

  private static double unit(long bits) {
    return (bits >>> 11) * 0x1.0p-53;
  }
}
