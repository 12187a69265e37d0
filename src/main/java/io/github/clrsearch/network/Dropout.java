package io.github.clrsearch.network;

/**
 * Inverted dropout: each value is kept with probability p and divided by p, so that evaluation
 * needs no scaling (Srivastava et al. 2014). The masks of an update are a function of the trial's
 * seed and the update's number, so a continued training draws the same masks as an uninterrupted
 * one.
 */
public final class Dropout {
  private static final long GAMMA = MaskKernel.GAMMA;
  private static final MaskKernel MASKS = MaskKernel.best();

  /** Its own, because a kernel that draws has a buffer. */
  private final MaskKernel masks = MaskKernel.best();

  private final long seed;
  private long state;

  /** Draws masks from a trial's seed. */
  public Dropout(long seed) {
    this.seed = seed;
  }

  /** Positions the generator at the masks of an update. */
  public void startUpdate(long update) {
    state = mix(seed + GAMMA * (update + 1));
  }

  /**
   * Draws which values are dropped.
   *
   * @param kept one byte per value. The first {@code length} are modified: 0 where dropped,
   *     unchanged elsewhere
   * @param p the keep probability, in (0, 1], rounded to a multiple of 1/65536
   */
  void drop(byte[] kept, int length, double p) {
    int threshold = threshold(p);
    if (threshold == 1 << 16) {
      return;
    }
    masks.drop(kept, length, state, threshold);
    state += GAMMA * (length / MaskKernel.DRAWS + 1);
  }

  /**
   * Scales the kept values, and sets the others to 0.
   *
   * @param kept 0 where dropped, -1 where kept, from {@code keptAt} on; not modified
   * @param values {@code length} of them from {@code at} on are modified
   */
  static void apply(byte[] kept, int keptAt, float[] values, int at, int length, float scale) {
    MASKS.apply(kept, keptAt, values, at, length, scale);
  }

  /** The factor of kept values: 1 / p, with p rounded as the masks round it. */
  static float scale(double p) {
    return (float) (65536.0 / threshold(p));
  }

  private static int threshold(double p) {
    if (!(p > 0 && p <= 1)) {
      throw new IllegalArgumentException("p must be in (0, 1], but got " + p);
    }
    return Math.max(1, (int) Math.round(p * 65536));
  }

  private static long mix(long z) {
    return MaskKernel.mix(z);
  }
}
