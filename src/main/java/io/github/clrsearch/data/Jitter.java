package io.github.clrsearch.data;

import java.util.Arrays;

/**
 * Data augmentation: mirrors each image of a mini-batch left to right with some probability, then
 * shifts it by a uniform number of pixels vertically and horizontally. A move is a function of the
 * trial's seed, the update and the position in the mini-batch, so a resumed training moves its
 * images in the same way.
 */
public final class Jitter {
  /**
   * Upper limit of the shift in pixels. A shift by the image's width or height already moves all of
   * it out of sight.
   */
  public static final int MOST_SHIFT = 1024;

  private static final long GAMMA = 0x9E3779B97F4A7C15L;

  /** Separates these random numbers from others that derive from the trial's seed. */
  private static final long STREAM = 0x6A69747465720000L;

  private static final int MIRROR_BITS = 24;
  private static final int SHIFT_BITS = 20;

  private final long seed;
  private final Mirror mirror = new Mirror();
  private final int mirrorBelow;
  private final int shift;
  private long updateSeed;
  private boolean mirrored;
  private int down;
  private int right;

  /**
   * Creates the moves of a trial.
   *
   * @param mirror the probability that an image is mirrored, in [0, 1], rounded to 2^-24
   * @param shift maximum number of pixels that an image moves in each direction, 0 .. 1024
   */
  public Jitter(long seed, double mirror, int shift) {
    if (!(mirror >= 0 && mirror <= 1)) {
      throw new IllegalArgumentException("mirror must be in [0, 1], but got " + mirror);
    }
    if (shift < 0 || shift > MOST_SHIFT) {
      throw new IllegalArgumentException(
          "shift must be in 0 .. %d, but got %d".formatted(MOST_SHIFT, shift));
    }
    this.seed = mix(seed ^ STREAM);
    this.mirrorBelow = (int) Math.round(mirror * (1 << MIRROR_BITS));
    this.shift = shift;
  }

  /** Whether no image is ever moved. */
  public boolean isNone() {
    return mirrorBelow == 0 && shift == 0;
  }

  /** Selects the moves of an update, numbered from 0. */
  public void startUpdate(long update) {
    updateSeed = mix(seed + GAMMA * (update + 1));
  }

  /** Draws the move of the image at a position in the mini-batch, from 0. */
  void draw(int position) {
    long bits = mix(updateSeed + GAMMA * (position + 1));
    mirrored = (bits & ((1 << MIRROR_BITS) - 1)) < mirrorBelow;
    down = uniform(bits >>> MIRROR_BITS);
    right = uniform(bits >>> (MIRROR_BITS + SHIFT_BITS));
  }

  /**
   * Uniform in -shift .. shift, from the lowest bits; relative bias at most (2 shift + 1) 2^-20.
   */
  private int uniform(long bits) {
    return (int) ((bits & ((1 << SHIFT_BITS) - 1)) * (2 * shift + 1) >>> SHIFT_BITS) - shift;
  }

  /** Whether images are shifted, so that pixels from outside the image may be visible. */
  public boolean shifts() {
    return shift > 0;
  }

  /**
   * Draws the move of the image at a position of the mini-batch, and copies the image moved.
   *
   * @param position in the mini-batch, from 0
   * @param images where the pixels are; not modified
   * @param index of the image
   * @param pixels modified: the bytes of the image from {@code target} on
   * @param inside modified where images are shifted, and may be null otherwise: from {@code target}
   *     on, 0 where a pixel came in from outside the image, which counts as the dimension's mean,
   *     and -1 where it did not
   */
  public void move(
      int position, Images images, int index, byte[] pixels, byte[] inside, int target) {
    draw(position);
    int size = images.shape().size();
    int width = images.shape().width();
    byte[] from = images.pixels();
    int source = index * size;
    if (mirrored) {
      from = mirror.of(from, source, size, width);
      source = 0;
    }
    if (shift == 0) {
      System.arraycopy(from, source, pixels, target, size);
      return;
    }
    Arrays.fill(inside, target, target + size, (byte) 0);
    int height = images.shape().height();
    int left = Math.min(width, Math.max(0, right));
    int length = width - Math.abs(right);
    for (int row = 0; row < size / width && length > 0; row++) {
      int y = row % height - down;
      if (y >= 0 && y < height) {
        int to = target + row * width + left;
        System.arraycopy(from, source + (row - down) * width + left - right, pixels, to, length);
        Arrays.fill(inside, to, to + length, (byte) -1);
      }
    }
  }

  /** Whether the image is mirrored left to right, before it is shifted. */
  boolean mirrored() {
    return mirrored;
  }

  /** Rows that the image moves down by; negative for up. */
  int down() {
    return down;
  }

  /** Columns that the image moves right by; negative for left. */
  int right() {
    return right;
  }

  /** SplitMix64's output function (Steele, Lea and Flood 2014). */
  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
