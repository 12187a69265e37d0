package io.github.clrsearch.network;

/** How often images of each class were taken for each class. */
public final class Confusion {
  private final int[] counts;
  private final int classes;

  /**
   * Counts answers.
   *
   * @param labels of the images, 0 .. classes - 1; not modified
   * @param answers the class that each image was taken for, in the order of the labels; not
   *     modified
   * @param classes the number of classes
   */
  public Confusion(int[] labels, int[] answers, int classes) {
    if (labels.length != answers.length) {
      throw new IllegalArgumentException(
          "expected an answer for each of %d labels, found %d"
              .formatted(labels.length, answers.length));
    }
    this.classes = classes;
    this.counts = new int[classes * classes];
    for (int i = 0; i < labels.length; i++) {
      counts[labels[i] * classes + answers[i]]++;
    }
  }

  /** The number of classes. */
  public int classes() {
    return classes;
  }

  /** How many images of a label were taken for a class. */
  public int count(int label, int answer) {
    return counts[label * classes + answer];
  }

  /** How many images have a label. */
  public int images(int label) {
    int images = 0;
    for (int answer = 0; answer < classes; answer++) {
      images += count(label, answer);
    }
    return images;
  }

  /** How many images there are. */
  public int images() {
    int images = 0;
    for (int count : counts) {
      images += count;
    }
    return images;
  }

  /**
   * The fraction of the images of a label, 0 .. 1, that were taken for it; NaN without an image.
   */
  public double accuracy(int label) {
    return (double) count(label, label) / images(label);
  }

  /** How many images were taken for what they are. */
  public int correct() {
    int correct = 0;
    for (int label = 0; label < classes; label++) {
      correct += count(label, label);
    }
    return correct;
  }

  /** The fraction of all images, 0 .. 1, that were taken for what they are. */
  public double accuracy() {
    return (double) correct() / images();
  }
}
