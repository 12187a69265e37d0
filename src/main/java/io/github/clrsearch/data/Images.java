package io.github.clrsearch.data;

import java.io.Serializable;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Images as unsigned bytes, with a label each. The arrays are shared, never copied and never to be
 * modified: they are what is broadcast.
 *
 * @param shape the shape of every image
 * @param classNames the classes' names; a label is an index into them
 * @param pixels count x shape.size() unsigned bytes, image by image, each plane by plane, row-major
 * @param labels one unsigned byte an image, below classNames.size()
 */
public record Images(ImageShape shape, List<String> classNames, byte[] pixels, byte[] labels)
    implements Serializable {

  /** Checks that pixels and labels agree in number. */
  public Images {
    classNames = List.copyOf(classNames);
    if ((long) labels.length * shape.size() != pixels.length) {
      throw new IllegalArgumentException(
          "%d labels of %s images need %d bytes of pixels, but got %d"
              .formatted(labels.length, shape, (long) labels.length * shape.size(), pixels.length));
    }
  }

  /** Some of the images, copied, in the given order. */
  public Images only(int[] indices) {
    byte[] chosenPixels = new byte[indices.length * shape.size()];
    byte[] chosenLabels = new byte[indices.length];
    for (int i = 0; i < indices.length; i++) {
      System.arraycopy(
          pixels, indices[i] * shape.size(), chosenPixels, i * shape.size(), shape.size());
      chosenLabels[i] = labels[indices[i]];
    }
    return new Images(shape, classNames, chosenPixels, chosenLabels);
  }

  /** The number of images. */
  public int count() {
    return labels.length;
  }

  /** The number of classes. */
  public int classes() {
    return classNames.size();
  }

  /** How many images there are, and of each class. */
  String contents() {
    int[] counts = new int[classes()];
    IntStream.range(0, count()).forEach(i -> counts[label(i)]++);
    String each =
        IntStream.range(0, counts.length)
            .mapToObj(c -> classNames.get(c) + " " + counts[c])
            .collect(Collectors.joining(", "));
    return "%d images (%s)".formatted(count(), each);
  }

  /** The label of an image, 0 .. classes() - 1. */
  public int label(int image) {
    return labels[image] & 0xFF;
  }
}
