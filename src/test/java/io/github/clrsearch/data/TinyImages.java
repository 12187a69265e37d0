package io.github.clrsearch.data;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Small images for tests: the same arguments make the same images. */
public final class TinyImages {
  private static final ImageShape SHAPE = new ImageShape(1, 4, 4);

  private TinyImages() {}

  /**
   * Learnable images, 1x4x4 in 3 classes, as many of each: class c is brighter in row c, under
   * noise that overlaps.
   */
  public static Images learnable(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    byte[] pixels = new byte[count * SHAPE.size()];
    byte[] labels = new byte[count];
    for (int i = 0; i < count; i++) {
      labels[i] = (byte) (i % 3);
      for (int d = 0; d < SHAPE.size(); d++) {
        int light = d / SHAPE.width() == labels[i] ? 60 : 0;
        pixels[i * SHAPE.size() + d] = (byte) (light + random.nextInt(180));
      }
    }
    return new Images(SHAPE, List.of("first", "second", "third"), pixels, labels);
  }

  /** Noise images with random labels, which can only be memorized. */
  public static Images noise(ImageShape shape, int classes, int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    byte[] pixels = new byte[count * shape.size()];
    random.nextBytes(pixels);
    byte[] labels = new byte[count];
    for (int i = 0; i < count; i++) {
      labels[i] = (byte) random.nextInt(classes);
    }
    return new Images(shape, names(classes), pixels, labels);
  }

  /** Images without content: only their labels matter. */
  static Images labelled(int classes, int... labels) {
    byte[] bytes = new byte[labels.length];
    for (int i = 0; i < labels.length; i++) {
      bytes[i] = (byte) labels[i];
    }
    return new Images(new ImageShape(1, 1, 1), names(classes), new byte[labels.length], bytes);
  }

  /** Learnable images, split and standardized. */
  public static PreparedData prepared(int count, int validation) {
    Images images = learnable(count, 1);
    return PreparedData.of(images, Split.stratified(images, validation, 2));
  }

  private static List<String> names(int classes) {
    return IntStream.range(0, classes).mapToObj(c -> "class " + c).toList();
  }
}
