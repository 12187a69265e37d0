package io.github.clrsearch.data;

import java.util.SplittableRandom;

/**
 * One synthetic image: a jittered texture in the colours of its class, overlaid with another
 * texture and noise.
 *
 * <p>Classes are hard to separate linearly: hue and phase vary widely and are sometimes inverted,
 * so the mean images of the classes are similar. With these constants, a network of 50 hidden units
 * trained on 10,000 images (2 cycles, n_s = 200) reaches an accuracy of about 58 % with lambda =
 * 0.001 and 62 % with lambda = 0.01; a linear classifier reaches about 28 %.
 */
final class SyntheticImage {
  /** Number of textures, and the maximum number of classes. */
  static final int TEXTURES = 10;

  /** Entries of the sine table, for one turn; a power of two. */
  private static final int STEPS = 4096;

  private static final float[] SINES = sines();

  // In units of the full range of a byte.
  private static final double BRIGHTNESS_JITTER = 0.12;
  private static final double GRADIENT_JITTER = 0.1;
  private static final double COLOUR = 0.05;
  private static final double CONTRAST = 0.08;
  private static final double OTHER_CONTRAST = 0.088;
  private static final double NOISE = 0.18;

  // In turns.
  private static final double HUE_JITTER = 0.15;
  private static final double INK_HUE_JITTER = 0.1;
  private static final double PHASE_JITTER = 0.35;
  private static final double ANGLE_JITTER = 0.06;

  /** Relative variation of a texture's frequency. */
  private static final double FREQUENCY_JITTER = 0.15;

  /** In widths or heights of the image. */
  private static final double CENTRE_JITTER = 0.12;

  /** Percentage of images with inverted hue, and of textures with inverted phase. */
  private static final int INVERTED_PERCENT = 15;

  private final ImageShape shape;
  private final int label;
  private final SplittableRandom random;

  /**
   * Creates an image.
   *
   * @param label class of the image, 0 .. {@link #TEXTURES} - 1
   * @param random generator of this image; modified
   */
  SyntheticImage(ImageShape shape, int label, SplittableRandom random) {
    this.shape = shape;
    this.label = label;
    this.random = random;
  }

  /**
   * Draws the image.
   *
   * @param pixels modified: shape.size() bytes from {@code offset} on, plane by plane
   */
  void draw(byte[] pixels, int offset) {
    double hue = 0.05 * label + jitter(HUE_JITTER) + inversion();
    double inkHue = 0.1 * label + 0.25 + jitter(INK_HUE_JITTER);
    double otherHue = jitter(1);
    double brightness = 0.5 + jitter(BRIGHTNESS_JITTER);
    double contrast = CONTRAST * (1 + jitter(0.5));
    double otherContrast = OTHER_CONTRAST * (1 + jitter(1));
    float[] ground = gradient();
    float[] texture = texture(label);
    float[] other = texture(random.nextInt(TEXTURES));
    int area = shape.height() * shape.width();
    for (int c = 0; c < shape.channels(); c++) {
      double channel = (double) c / shape.channels();
      double base = brightness + COLOUR * sine(hue + channel);
      double ink = contrast * (1 + 0.6 * sine(inkHue + channel));
      double otherInk = otherContrast * (1 + 0.6 * sine(otherHue + channel));
      int plane = offset + c * area;
      long bits = 0;
      for (int i = 0; i < area; i++) {
        bits = (i & 3) == 0 ? random.nextLong() : bits >>> 16;
        double value =
            base + ground[i] + ink * texture[i] + otherInk * other[i] + NOISE * normal(bits);
        pixels[plane + i] = (byte) Math.max(0, Math.min(255, (int) Math.floor(255 * value + 0.5)));
      }
    }
  }

  /** Brightness gradient across the image: height x width values. */
  private float[] gradient() {
    double across = jitter(GRADIENT_JITTER);
    double down = jitter(GRADIENT_JITTER);
    int width = shape.width();
    float[] gradient = new float[shape.height() * width];
    for (int i = 0; i < gradient.length; i++) {
      double x = (2 * (i % width) + 1.0) / width - 1;
      double y = (2 * (i / width) + 1.0) / shape.height() - 1;
      gradient[i] = (float) (across * x + down * y);
    }
    return gradient;
  }

  /** Texture of a class: height x width values of about -1 .. 1. */
  private float[] texture(int which) {
    double phase = jitter(PHASE_JITTER) + inversion();
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
   * Value of a texture at a point.
   *
   * @param u distance from the centre to the right, in image widths
   * @param v distance from the centre down, in image heights
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

  /** Half a turn in {@link #INVERTED_PERCENT} of 100 calls, otherwise 0. */
  private double inversion() {
    return random.nextInt(100) < INVERTED_PERCENT ? 0.5 : 0;
  }

  /** A random number in [-max, max] with a triangular distribution around 0. */
  private double jitter(double max) {
    return max * (random.nextDouble() + random.nextDouble() - 1);
  }

  /** Approximately normal number from 16 random bits: mean 0, standard deviation 1. */
  private static double normal(long bits) {
    return (Integer.bitCount((int) (bits & 0xFFFF)) - 8) / 2.0;
  }

  /** Sine of an angle in turns. */
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
