package io.github.clrsearch.network;

import org.ejml.data.FMatrixRMaj;

/**
 * A network in training, with its own dropout masks, learning rate and L2 penalty. Several learners
 * can share the mini-batches of one {@link TrainingStep}.
 */
public final class Learner {
  private final Network network;
  private final Dropout dropout;
  private final double keepInput;
  private final double keepHidden;
  private final float labelSmoothing;
  private final double lambda;

  /** Null without momentum. */
  private final Momentum momentum;

  /** Velocities of the network's parameters; null without momentum. */
  private final Network velocity;

  private double eta;
  private double momentumNow;
  private boolean finite = true;

  /**
   * Creates a learner.
   *
   * @param network modified by every update
   * @param dropout source of the masks; modified
   * @param keepInput p_x, in (0, 1]: probability that dropout keeps an input
   * @param keepHidden p_h, in (0, 1]: probability that dropout keeps a hidden unit
   * @param labelSmoothing in [0, 1): share of each label that is spread evenly over all classes
   *     (Szegedy et al., "Rethinking the Inception Architecture", 2016)
   * @param lambda weight of the L2 penalty, 0 or more
   */
  public Learner(
      Network network,
      Dropout dropout,
      double keepInput,
      double keepHidden,
      double labelSmoothing,
      double lambda) {
    this(network, dropout, keepInput, keepHidden, labelSmoothing, lambda, null);
  }

  /**
   * Creates a learner with momentum.
   *
   * @param momentum null for none
   */
  public Learner(
      Network network,
      Dropout dropout,
      double keepInput,
      double keepHidden,
      double labelSmoothing,
      double lambda,
      Momentum momentum) {
    this.network = network;
    this.dropout = dropout;
    this.keepInput = keepInput;
    this.keepHidden = keepHidden;
    this.labelSmoothing = (float) labelSmoothing;
    this.lambda = lambda;
    this.momentum = momentum;
    this.velocity = momentum == null ? null : network.zeros();
  }

  /** The network. Live: W1 and b1 are current only after {@link TrainingStep#settle}. */
  public Network network() {
    return network;
  }

  /** Whether it has momentum. Either all learners of a step have it, or none. */
  public boolean hasMomentum() {
    return momentum != null;
  }

  /**
   * The velocities of the network's parameters, in its shape; null without momentum. Live, like the
   * network.
   */
  public Network velocity() {
    return velocity;
  }

  Momentum momentum() {
    return momentum;
  }

  /** Sets the momentum of the next update, in [0, 1]. */
  public void setMomentum(double value) {
    this.momentumNow = value;
  }

  float momentumFactor() {
    return (float) momentumNow;
  }

  /** The factor of the new velocity in Nesterov's rule. */
  float stepAhead() {
    return (float) (-eta * (1 + momentumNow));
  }

  /** The factor of the old velocity in Nesterov's rule. */
  float stepBack() {
    return (float) (eta * momentumNow);
  }

  /** The factor of a weight in the gradient of the penalty: 2 lambda. */
  float penalty() {
    return (float) (2 * lambda);
  }

  /** Sets the learning rate of the next update. */
  public void setEta(double eta) {
    this.eta = eta;
  }

  /** Whether the outputs of the last update were finite. If not, the training has diverged. */
  public boolean isFinite() {
    return finite;
  }

  /** Whether it drops no inputs, so that other networks can share them. */
  boolean seesAllInputs() {
    return Dropout.scale(keepInput) == 1;
  }

  void startUpdate(long update) {
    dropout.startUpdate(update);
  }

  /** Applies input dropout to a batch, which is modified. */
  void dropInputs(MiniBatch batch) {
    batch.drop(dropout, keepInput);
  }

  /** Whether hidden units are dropped. */
  boolean dropsHidden() {
    return hiddenScale() != 1;
  }

  /** The factor of kept hidden units: 1 / p_h. */
  float hiddenScale() {
    return Dropout.scale(keepHidden);
  }

  /** Draws which hidden units are dropped, see {@link Dropout#drop}. */
  void dropHidden(byte[] kept) {
    dropout.drop(kept, kept.length, keepHidden);
  }

  /** The factor of a parameter's gradient in an update: minus the learning rate. */
  float step() {
    return (float) -eta;
  }

  /**
   * The factor of the gradient at a hidden unit that dropout kept: minus the learning rate, times 1
   * / p_h.
   */
  float hiddenStep() {
    return (float) (-eta * hiddenScale());
  }

  /** The factor of a weight in an update because of the L2 penalty: 1 - 2 eta lambda. */
  float decay() {
    return (float) (1 - 2 * eta * lambda);
  }

  /**
   * Turns scores into the gradient of the loss at s: (p - y) / batch size. The target y is one-hot,
   * smoothed by the label smoothing.
   *
   * @param output images x classes: scores. Modified: becomes the gradient.
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
