package io.github.clrsearch.data;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Generates images from a seed, for trying things out without a data set: coloured textures with
 * noise. They have CIFAR's shape and are difficult enough that learning rate, width and L2 penalty
 * matter as they do there. Accuracies are not comparable with those on CIFAR.
 *
 * <p>The same arguments give the same bytes on every machine: each image has its own random
 * generator, and all arithmetic is exactly specified (Java's strict floating point, {@link
 * StrictMath}).
 */
public final class SyntheticImages {
  /** Names of the textures, by class. */
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
   * Generates a data set.
   *
   * @param shape of the images
   * @param classes 2 .. 10 classes of equal size, give or take one image
   * @param trainingCount number of training and validation images, at least {@code classes}
   * @param testCount number of test images, at least {@code classes}
   * @param seed equal seeds generate equal images
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
          "%s must be %d .. %d images (one per class, and no more than an array can hold), but got %d"
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
              // One generator per image: the order of threads does not change the images.
              SplittableRandom random = new SplittableRandom(mix(seed + (i + 1) * GAMMA));
              new SyntheticImage(shape, label, random).draw(pixels, i * shape.size());
            });
    return new Images(shape, TEXTURES.subList(0, classes), pixels, labels);
  }

  /**
   * SplitMix64's output function (Steele, Lea and Flood 2014): makes neighbouring seeds unrelated.
   */
  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
