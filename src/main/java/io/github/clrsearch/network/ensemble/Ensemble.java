package io.github.clrsearch.network.ensemble;

/**
 * Networks that predict together, such as the snapshots of one training (Huang et al., "Snapshot
 * Ensembles: Train 1, get M for free", 2017). Stores only the sums of its members' probabilities
 * and votes for a fixed set of images.
 */
public final class Ensemble {
  private final int[] labels;
  private final int classes;
  private final double[] sums;
  private final int[] votes;

  /**
   * Creates an ensemble without members.
   *
   * @param labels labels of the images that the members classify, 0 .. classes - 1; not modified
   * @param classes the number of classes
   */
  public Ensemble(int[] labels, int classes) {
    this.labels = labels;
    this.classes = classes;
    this.sums = new double[labels.length * classes];
    this.votes = new int[labels.length * classes];
  }

  /**
   * Adds a member.
   *
   * @param probabilities images x classes, row-major, in the order of the labels, as {@link
   *     io.github.clrsearch.network.Evaluation} returns them; not modified
   */
  public void add(float[] probabilities) {
    check(probabilities);
    for (int i = 0; i < sums.length; i++) {
      sums[i] += probabilities[i];
    }
    for (int row = 0; row < sums.length; row += classes) {
      int vote = row;
      for (int j = row + 1; j < row + classes; j++) {
        vote = probabilities[j] > probabilities[vote] ? j : vote;
      }
      votes[vote]++;
    }
  }

  /**
   * The accuracy of the mean probability: the fraction of images, 0 .. 1, whose label equals the
   * answer of {@link #meanAnswers}.
   */
  public double meanAccuracy() {
    return accuracy(meanAnswers());
  }

  /**
   * The accuracy of the majority vote: the fraction of images, 0 .. 1, whose label equals the
   * answer of {@link #voteAnswers}.
   */
  public double voteAccuracy() {
    return accuracy(voteAnswers());
  }

  /**
   * For each image, the class with the highest mean probability, 0 .. classes - 1. The first class
   * wins a tie.
   */
  public int[] meanAnswers() {
    int[] answers = new int[labels.length];
    for (int i = 0; i < labels.length; i++) {
      int row = i * classes;
      int best = row;
      for (int j = row + 1; j < row + classes; j++) {
        best = sums[j] > sums[best] ? j : best;
      }
      answers[i] = best - row;
    }
    return answers;
  }

  /**
   * For each image, the class with the most votes, 0 .. classes - 1. Each member votes for its most
   * probable class. The highest mean probability breaks a tie.
   */
  public int[] voteAnswers() {
    int[] answers = new int[labels.length];
    for (int i = 0; i < labels.length; i++) {
      int row = i * classes;
      int best = row;
      for (int j = row + 1; j < row + classes; j++) {
        boolean wins = votes[j] > votes[best] || votes[j] == votes[best] && sums[j] > sums[best];
        best = wins ? j : best;
      }
      answers[i] = best - row;
    }
    return answers;
  }

  /**
   * The mean cross-entropy of the mean probability, in nats. Infinite if every member gives the
   * label of some image probability 0 (an underflow of single precision).
   */
  public double meanLoss() {
    double loss = 0;
    for (int i = 0; i < labels.length; i++) {
      double sum = 0;
      for (int j = i * classes; j < (i + 1) * classes; j++) {
        sum += sums[j];
      }
      loss -= StrictMath.log(sums[i * classes + labels[i]] / sum);
    }
    return loss / labels.length;
  }

  private double accuracy(int[] answers) {
    int correct = 0;
    for (int i = 0; i < labels.length; i++) {
      correct += answers[i] == labels[i] ? 1 : 0;
    }
    return (double) correct / labels.length;
  }

  /** The accuracy of the mean probability with one more member, which is not added. */
  double meanAccuracyWith(float[] probabilities) {
    check(probabilities);
    int correct = 0;
    for (int i = 0; i < labels.length; i++) {
      int row = i * classes;
      int best = row;
      for (int j = row + 1; j < row + classes; j++) {
        boolean wins = sums[j] + probabilities[j] > sums[best] + probabilities[best];
        best = wins ? j : best;
      }
      correct += best - row == labels[i] ? 1 : 0;
    }
    return (double) correct / labels.length;
  }

  private void check(float[] probabilities) {
    if (probabilities.length != sums.length) {
      throw new IllegalArgumentException(
          "expected %d probabilities (%d images, %d classes), found %d"
              .formatted(sums.length, labels.length, classes, probabilities.length));
    }
  }
}
