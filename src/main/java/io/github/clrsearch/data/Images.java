package io.github.clrsearch.data;

import java.io.Serializable;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Images as unsigned bytes, and their labels. The arrays are shared by all trials and must not be
 * modified.
 *
 * @param shape the shape of every image
 * @param classNames class names; a label is an index into them
 * @param pixels count x shape.size() unsigned bytes, image by image, each plane by plane, row-major
 * @param labels one unsigned byte per image, less than classNames.size()
 */
public record Images(ImageShape shape, List<String> classNames, byte[] pixels, byte[] labels)
    implements Serializable {

  /** Checks that the numbers of pixels and labels match. */
  public Images {
    classNames = List.copyOf(classNames);
    if ((long) labels.length * shape.size() != pixels.length) {
      throw new IllegalArgumentException(
          "%d images of %s need %d bytes of pixels, but got %d"
              .formatted(labels.length, shape, (long) labels.length * shape.size(), pixels.length));
    }
  }

  /** Copies of some of the images, in the given order. */
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

  /** The number of images, in total and per class, as text. */
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
