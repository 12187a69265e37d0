package io.github.clrsearch.data;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Images that are drawn from a seed, for where no real ones lie: textures in colours under noise.
 * They have CIFAR's shape and something of its difficulty, so that the learning rate, the width and
 * the penalty matter as they do there; their accuracies say nothing about CIFAR.
 *
 * <p>The same arguments draw the same bytes on every machine: each image has a random generator of
 * its own, and there is nothing but exactly specified arithmetic (Java's strict floating point,
 * {@link StrictMath}).
 */
public final class SyntheticImages {
  /** What the textures look like, in the order in which they are drawn. */
  private static final List<String> TEXTURES =
      List.of(
          "stripes",
          "bars",
          "diagonals",
          "slopes",
          "checks",
          "lattice",
          "rings",
          "ripples",
          "saddles",
          "blobs");

  private static final long GAMMA = 0x9E3779B97F4A7C15L;

  private SyntheticImages() {}

  /**
   * Draws a data set.
   *
   * @param shape the shape of the images: 1 or more channels
   * @param classes 2 .. 10 classes, each with its share of the images, at most one apart
   * @param trainingCount how many images to train and validate on, at least {@code classes}
   * @param testCount how many images to test on, at least {@code classes}
   * @param seed the same seed draws the same images
   */
  public static DataSet generate(
      ImageShape shape, int classes, int trainingCount, int testCount, long seed) {
    if (classes < 2 || classes > TEXTURES.size()) {
      throw new DataException(
          "data.synthetic.classes must be 2 .. %d, but got %d".formatted(TEXTURES.size(), classes));
    }
    checkCount("data.synthetic.training", trainingCount, classes, shape);
    checkCount("data.synthetic.test", testCount, classes, shape);
    String origin = "generated with seed %d".formatted(seed);
    return new DataSet(
        "synthetic",
        origin,
        draw(shape, classes, trainingCount, mix(seed)),
        0,
        draw(shape, classes, testCount, mix(seed + GAMMA)));
  }

  private static void checkCount(String key, int count, int classes, ImageShape shape) {
    int most = Integer.MAX_VALUE / shape.size();
    if (count < classes || count > most) {
      throw new DataException(
          "%s must be %d .. %d images (one a class, and no more than an array holds), but got %d"
              .formatted(key, classes, most, count));
    }
  }

  private static Images draw(ImageShape shape, int classes, int count, long seed) {
    byte[] labels = new byte[count];
    byte[] pixels = new byte[count * shape.size()];
    int[] order = IntStream.range(0, count).toArray();
    Split.shuffle(order, new SplittableRandom(seed));
    IntStream.range(0, count)
        .parallel()
        .forEach(
            i -> {
              int label = order[i] % classes;
              labels[i] = (byte) label;
              // A generator for each image: no order of threads can change what is drawn.
              SplittableRandom random = new SplittableRandom(mix(seed + (i + 1) * GAMMA));
              new SyntheticImage(shape, label, random).draw(pixels, i * shape.size());
            });
    return new Images(shape, TEXTURES.subList(0, classes), pixels, labels);
  }

  /** Steele, Lea and Flood's finalizer: neighbouring seeds become unrelated ones. */
  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
