package io.github.clrsearch.data;

import java.util.SplittableRandom;

/**
 * One image: a texture in the colours of its class, jittered, with another texture over it, under
 * noise.
 *
 * <p>What tells a class is made to need more than a linear classifier: its hue and the phase of its
 * texture are now and then the opposite ones and always far from exact, so that the classes' mean
 * images are much alike. The amounts are set so that a network of 50 hidden nodes that trains on
 * 10,000 images (lambda = 0.001, 2 cycles, n_s = 200) answers about 58 % of new ones rightly, with
 * lambda = 0.01 about 62 %, and a linear classifier about 28 %.
 */
final class SyntheticImage {
  /** How many textures there are: the most classes there can be. */
  static final int TEXTURES = 10;

  /** Parts of a turn in the table of sines; a power of two. */
  private static final int STEPS = 4096;

  private static final float[] SINES = sines();

  // In units of the whole range of a byte.
  private static final double BRIGHTNESS_JITTER = 0.12;
  private static final double SLOPE_JITTER = 0.1;
  private static final double COLOUR = 0.05;
  private static final double CONTRAST = 0.08;
  private static final double OTHER_CONTRAST = 0.088;
  private static final double NOISE = 0.18;

  // In turns.
  private static final double HUE_JITTER = 0.15;
  private static final double INK_HUE_JITTER = 0.1;
  private static final double PHASE_JITTER = 0.35;
  private static final double ANGLE_JITTER = 0.06;

  /** In parts of one: how much a texture's frequency varies. */
  private static final double FREQUENCY_JITTER = 0.15;

  /** In widths and heights of the image. */
  private static final double CENTRE_JITTER = 0.12;

  /** Of 100 images, how many have the opposite hue, and how many the opposite phase. */
  private static final int OPPOSITE_PERCENT = 15;

  private final ImageShape shape;
  private final int label;
  private final SplittableRandom random;

  /**
   * An image to draw.
   *
   * @param label its class, 0 .. {@link #TEXTURES} - 1
   * @param random its own generator; modified
   */
  SyntheticImage(ImageShape shape, int label, SplittableRandom random) {
    this.shape = shape;
    this.label = label;
    this.random = random;
  }

  /**
   * Draws.
   *
   * @param pixels modified: shape.size() bytes from {@code offset} on, each plane by plane
   */
  void draw(byte[] pixels, int offset) {
    double hue = 0.05 * label + jitter(HUE_JITTER) + opposite();
    double inkHue = 0.1 * label + 0.25 + jitter(INK_HUE_JITTER);
    double otherHue = jitter(1);
    double brightness = 0.5 + jitter(BRIGHTNESS_JITTER);
    double contrast = CONTRAST * (1 + jitter(0.5));
    double otherContrast = OTHER_CONTRAST * (1 + jitter(1));
    float[] ground = slope();
    float[] texture = texture(label);
    float[] other = texture(random.nextInt(TEXTURES));
    int area = shape.height() * shape.width();
    for (int c = 0; c < shape.channels(); c++) {
      double channel = (double) c / shape.channels();
      double base = brightness + COLOUR * sine(hue + channel);
      double ink = contrast * (1 + 0.6 * sine(inkHue + channel));
      double otherInk = otherContrast * (1 + 0.6 * sine(otherHue + channel));
      int plane = offset + c * area;
      long coins = 0;
      for (int i = 0; i < area; i++) {
        coins = (i & 3) == 0 ? random.nextLong() : coins >>> 16;
        double value =
            base + ground[i] + ink * texture[i] + otherInk * other[i] + NOISE * bell(coins);
        pixels[plane + i] = (byte) Math.max(0, Math.min(255, (int) Math.floor(255 * value + 0.5)));
      }
    }
  }

  /** Light that falls from one side: height x width values. */
  private float[] slope() {
    double across = jitter(SLOPE_JITTER);
    double down = jitter(SLOPE_JITTER);
    int width = shape.width();
    float[] slope = new float[shape.height() * width];
    for (int i = 0; i < slope.length; i++) {
      double x = (2 * (i % width) + 1.0) / width - 1;
      double y = (2 * (i / width) + 1.0) / shape.height() - 1;
      slope[i] = (float) (across * x + down * y);
    }
    return slope;
  }

  /** A class's texture: height x width values of about -1 .. 1. */
  private float[] texture(int which) {
    double phase = jitter(PHASE_JITTER) + opposite();
    double angle = jitter(ANGLE_JITTER);
    double frequency = 1 + jitter(FREQUENCY_JITTER);
    double centreX = 0.5 + jitter(CENTRE_JITTER);
    double centreY = 0.5 + jitter(CENTRE_JITTER);
    double cos = frequency * sine(angle + 0.25);
    double sin = frequency * sine(angle);
    int width = shape.width();
    float[] texture = new float[shape.height() * width];
    for (int i = 0; i < texture.length; i++) {
      double dx = (i % width + 0.5) / width - centreX;
      double dy = (i / width + 0.5) / shape.height() - centreY;
      texture[i] = (float) value(which, cos * dx - sin * dy, sin * dx + cos * dy, phase);
    }
    return texture;
  }

  /**
   * A texture at a point.
   *
   * @param u across, in widths from the centre
   * @param v down, in heights from the centre
   * @param phase in turns
   */
  private static double value(int which, double u, double v, double phase) {
    double r = Math.sqrt(u * u + v * v);
    return switch (which) {
      case 0 -> sine(3 * v + phase);
      case 1 -> sine(3 * u + phase);
      case 2 -> sine(2.2 * (u + v) + phase);
      case 3 -> sine(2.2 * (u - v) + phase);
      case 4 -> 1.4 * sine(2 * u + phase) * sine(2 * v + 0.25);
      case 5 -> 1.4 * sine(1.5 * (u + v) + phase) * sine(1.5 * (u - v) + 0.25);
      case 6 -> sine(2.5 * r + phase);
      case 7 -> sine(4.5 * r + phase);
      case 8 -> sine(6 * u * v + phase);
      case 9 -> sine(phase) * (3 / (1 + 30 * r * r) - 1);
      default -> throw new IllegalStateException("no texture for class " + which);
    };
  }

  /** Half a turn now and then, else none. */
  private double opposite() {
    return random.nextInt(100) < OPPOSITE_PERCENT ? 0.5 : 0;
  }

  /** A number between -most and most, oftenest near 0: the mean of two uniform ones. */
  private double jitter(double most) {
    return most * (random.nextDouble() + random.nextDouble() - 1);
  }

  /** The lowest 16 coins' count of heads, centred and scaled: mean 0, deviation 1, bell-shaped. */
  private static double bell(long coins) {
    return (Integer.bitCount((int) (coins & 0xFFFF)) - 8) / 2.0;
  }

  /** The sine of a number of turns. */
  private static double sine(double turns) {
    return SINES[(int) Math.floor(turns * STEPS) & (STEPS - 1)];
  }

  private static float[] sines() {
    float[] sines = new float[STEPS];
    for (int i = 0; i < STEPS; i++) {
      sines[i] = (float) StrictMath.sin(2 * StrictMath.PI * i / STEPS);
    }
    return sines;
  }
}
