package clrsearch.network;

/**
 * Inverted dropout: each value survives with probability p and is divided by p, so that nothing
 * changes at evaluation (Srivastava et al. 2014). The masks of an update are a function of the
 * trial's seed and the update's number: a training that is continued draws the masks it would have
 * drawn.
 */
public final class Dropout {
  private static final long GAMMA = 0x9E3779B97F4A7C15L;
  private static final int LANES = 4;

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
    float scale = scale(p);
    int i = 0;
    for (; i + LANES <= length; i += LANES) {
      long bits = next();
      values[i] = masked(values[i] * scale, (int) (bits & 0xFFFF), threshold);
      values[i + 1] = masked(values[i + 1] * scale, (int) (bits >>> 16 & 0xFFFF), threshold);
      values[i + 2] = masked(values[i + 2] * scale, (int) (bits >>> 32 & 0xFFFF), threshold);
      values[i + 3] = masked(values[i + 3] * scale, (int) (bits >>> 48), threshold);
    }
    long bits = next();
    for (; i < length; i++, bits >>>= 16) {
      values[i] = masked(values[i] * scale, (int) (bits & 0xFFFF), threshold);
    }
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

  /** Without a branch: at p = 0.8 a branch is mispredicted every fifth time. */
  private static float masked(float value, int draw, int threshold) {
    return Float.intBitsToFloat(Float.floatToRawIntBits(value) & ((draw - threshold) >> 31));
  }

  private long next() {
    state += GAMMA;
    return mix(state);
  }

  /** SplitMix64's output function (Steele, Lea and Flood 2014). */
  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
