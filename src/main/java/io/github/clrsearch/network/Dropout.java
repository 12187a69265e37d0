package io.github.clrsearch.network;

/**
 * Inverted dropout: each value survives with probability p and is divided by p, so that nothing
 * changes at evaluation (Srivastava et al. 2014). The masks of an update are a function of the
 * trial's seed and the update's number: a training that is continued draws the masks it would have
 * drawn.
 */
public final class Dropout {
  private static final long GAMMA = MaskKernel.GAMMA;
  private static final MaskKernel MASKS = MaskKernel.best();

  private final long seed;
  private long state;

  /** Masks drawn from a trial's seed. */
  public Dropout(long seed) {
    this.seed = seed;
  }

  /** Moves to the masks of an update. */
  public void startUpdate(long update) {
    state = mix(seed + GAMMA * (update + 1));
  }

  /**
   * Draws which of a row of values are dropped.
   *
   * @param kept the first {@code length} are modified: 0 where dropped, as they were otherwise
   * @param p the probability to survive, in (0, 1], rounded to 1/65536
   */
  void drop(byte[] kept, int length, double p) {
    int threshold = threshold(p);
    if (threshold == 1 << 16) {
      return;
    }
    MASKS.drop(kept, length, state, threshold);
    state += GAMMA * (length / MaskKernel.DRAWS + 1);
  }

  /**
   * Scales the values that survived, and sets the others to 0.
   *
   * @param kept 0 where dropped, -1 where not, from {@code keptAt} on; not modified
   * @param values {@code length} of them from {@code at} on are modified
   */
  static void apply(byte[] kept, int keptAt, float[] values, int at, int length, float scale) {
    MASKS.apply(kept, keptAt, values, at, length, scale);
  }

  /** What survivors are multiplied by: 1 / p, with p rounded as the masks round it. */
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
