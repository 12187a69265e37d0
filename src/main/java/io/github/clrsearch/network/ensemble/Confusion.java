package io.github.clrsearch.network.ensemble;

/** Confusion matrix: how often images of each class were classified as each class. */
public final class Confusion {
  private final int[] counts;
  private final int classes;

  /**
   * Counts the predicted classes.
   *
   * @param labels of the images, 0 .. classes - 1; not modified
   * @param answers the predicted class of each image, in the order of the labels; not modified
   * @param classes the number of classes
   */
  public Confusion(int[] labels, int[] answers, int classes) {
    if (labels.length != answers.length) {
      throw new IllegalArgumentException(
          "expected one answer for each of %d labels, found %d answers"
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

  /** Number of images of a label that were classified as {@code answer}. */
  public int count(int label, int answer) {
    return counts[label * classes + answer];
  }

  /** Number of all images. */
  public int images() {
    int images = 0;
    for (int count : counts) {
      images += count;
    }
    return images;
  }

  /** Number of images that were classified correctly. */
  public int correct() {
    int correct = 0;
    for (int label = 0; label < classes; label++) {
      correct += count(label, label);
    }
    return correct;
  }

  /** Fraction of all images, 0 .. 1, that were classified correctly. */
  public double accuracy() {
    return (double) correct() / images();
  }
}
