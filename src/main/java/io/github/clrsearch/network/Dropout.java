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
   * Drops values and scales the survivors.
   *
   * @param values the first {@code length} are modified
   * @param p the probability to survive, in (0, 1], rounded to 1/65536
   */
  public void apply(float[] values, int length, double p) {
    int threshold = threshold(p);
    if (threshold == 1 << 16) {
      return;
    }
    MASKS.apply(values, length, state, threshold, scale(p));
    state += GAMMA * (length / MaskKernel.DRAWS + 1);
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
