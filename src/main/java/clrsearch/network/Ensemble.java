package clrsearch.network;

/**
 * Networks that answer together, such as the snapshots at the ends of the cycles of one training
 * (Huang et al., "Snapshot Ensembles: Train 1, get M for free", 2017). It adds up what its members
 * say of the same images and keeps the sums alone.
 */
public final class Ensemble {
  private final int[] labels;
  private final int classes;
  private final double[] sums;
  private final int[] votes;

  /**
   * An ensemble without members.
   *
   * @param labels of the images that members are asked about, 0 .. classes - 1; not modified
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
   *     Evaluation#measure(Network, int[], int, double, float[])} gives them; not modified
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
   * The accuracy of the mean probability: the fraction of images, 0 .. 1, whose label has the
   * highest mean over the members. Of equals the first class counts.
   */
  public double meanAccuracy() {
    int correct = 0;
    for (int i = 0; i < labels.length; i++) {
      int row = i * classes;
      int best = row;
      for (int j = row + 1; j < row + classes; j++) {
        best = sums[j] > sums[best] ? j : best;
      }
      correct += best - row == labels[i] ? 1 : 0;
    }
    return (double) correct / labels.length;
  }

  /**
   * The accuracy of the majority vote: the fraction of images, 0 .. 1, whose label is most members'
   * most probable class. Among classes of as many votes the one of the highest mean probability
   * counts.
   */
  public double voteAccuracy() {
    int correct = 0;
    for (int i = 0; i < labels.length; i++) {
      int row = i * classes;
      int best = row;
      for (int j = row + 1; j < row + classes; j++) {
        boolean wins = votes[j] > votes[best] || votes[j] == votes[best] && sums[j] > sums[best];
        best = wins ? j : best;
      }
      correct += best - row == labels[i] ? 1 : 0;
    }
    return (double) correct / labels.length;
  }

  /** The accuracy of the mean probability, were there one more member. Adds none. */
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
          "expected %d probabilities of %d images in %d classes, found %d"
              .formatted(sums.length, labels.length, classes, probabilities.length));
    }
  }
}
