package io.github.clrsearch.network;

import org.ejml.data.FMatrixRMaj;

/**
 * A network in training, with what is its own where several train side by side on the same
 * mini-batches: masks, learning rate, penalty.
 */
public final class Learner {
  private final Network network;
  private final Dropout dropout;
  private final double keepInput;
  private final double keepHidden;
  private final float labelSmoothing;
  private final double lambda;
  private double eta;
  private boolean finite = true;

  /**
   * Prepares a network for its updates.
   *
   * @param network modified by every update
   * @param dropout where the masks come from; modified
   * @param keepInput p_x in (0, 1]: the probability that an input is kept
   * @param keepHidden p_h in (0, 1]: the probability that a hidden node is kept
   * @param labelSmoothing in [0, 1): the part of the target that is spread evenly over all classes
   *     (Szegedy et al., "Rethinking the Inception Architecture", 2016)
   * @param lambda the weight of the penalty, 0 or more
   */
  public Learner(
      Network network,
      Dropout dropout,
      double keepInput,
      double keepHidden,
      double labelSmoothing,
      double lambda) {
    this.network = network;
    this.dropout = dropout;
    this.keepInput = keepInput;
    this.keepHidden = keepHidden;
    this.labelSmoothing = (float) labelSmoothing;
    this.lambda = lambda;
  }

  /** The network. Live; see {@link TrainingStep#settle}. */
  public Network network() {
    return network;
  }

  /** Sets the learning rate of the next update. */
  public void setEta(double eta) {
    this.eta = eta;
  }

  /**
   * Whether the outputs of the last update were finite; if not, the network is spoilt and its
   * training has diverged.
   */
  public boolean isFinite() {
    return finite;
  }

  /** Whether it sees all inputs of a mini-batch, so that others can share them. */
  boolean seesAllInputs() {
    return Dropout.scale(keepInput) == 1;
  }

  void startUpdate(long update) {
    dropout.startUpdate(update);
  }

  /** Drops inputs of a batch: modifies it. */
  void dropInputs(MiniBatch batch) {
    batch.drop(dropout, keepInput);
  }

  /** Whether hidden nodes are dropped. */
  boolean dropsHidden() {
    return hiddenScale() != 1;
  }

  /** What surviving hidden nodes are multiplied by. */
  float hiddenScale() {
    return Dropout.scale(keepHidden);
  }

  /** Draws which hidden nodes are dropped: see {@link Dropout#drop}. */
  void dropHidden(byte[] kept) {
    dropout.drop(kept, kept.length, keepHidden);
  }

  /** What is added to a parameter for each unit of its gradient: minus the learning rate. */
  float step() {
    return (float) -eta;
  }

  /** The same for a unit of the gradient at a hidden node that survived dropout. */
  float hiddenStep() {
    return (float) (-eta * hiddenScale());
  }

  /** What the penalty leaves of a weight. */
  float decay() {
    return (float) (1 - 2 * eta * lambda);
  }

  /**
   * Scores become the gradient of the loss at s: (p - y) / batch size, where y is 1 for the label
   * and 0 for the others, or as much of it as label smoothing leaves.
   *
   * @param output images x classes, the scores. Modified.
   * @param labels of the images; not modified
   */
  void toGradient(FMatrixRMaj output, int[] labels) {
    finite = Layers.softmax(output);
    int classes = output.numCols;
    float[] p = output.data;
    float perImage = 1f / output.numRows;
    float others = labelSmoothing / classes;
    for (int i = 0; i < output.numRows; i++) {
      p[i * classes + labels[i]] -= 1 - labelSmoothing;
    }
    for (int i = 0; i < output.numRows * classes; i++) {
      p[i] = (p[i] - others) * perImage;
    }
  }
}
