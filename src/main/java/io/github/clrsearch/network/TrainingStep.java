package io.github.clrsearch.network;

import java.util.Arrays;
import java.util.List;

/**
 * One update of mini-batch gradient descent. The products that compute the gradients update the
 * weights as well. The cost is J = mean cross-entropy + lambda (sum W1^2 + sum W2^2); biases are
 * not penalised. W1 and b1 are kept in {@link Panels} between updates, see {@link #settle}. All
 * buffers are allocated by the constructor, none per update.
 *
 * <p>Fused training: several networks can train as one wide first layer, so that the mini-batch is
 * standardized once and vectors are full (Wang et al., "Horizontally Fused Training Array", MLSys
 * 2021). Each network gets the same bits as when it trains alone.
 */
public final class TrainingStep {
  private final Learner[] learners;

  /** The first node of each network in the first layer. */
  private final int[] firsts;

  private final int batchSize;
  private final PackedLayer layer;
  private final Panels panels;
  private final OutputLayer[] outputs;
  private final float[] gradient;

  // By node of the first layer.
  private final float[] bias;
  private final float[] steps;
  private final float[] decay;

  /** Null without momentum. */
  private final Motion motion;

  // By node of the first layer; empty without momentum.
  private final float[] biasSums;
  private final float[] biasVelocity;

  /** Dropout masks of each network: images x hidden units, padded; empty without dropout. */
  private final byte[][] kept;

  /**
   * Allocates the buffers, and packs the weights of networks that share their mini-batches.
   *
   * @param learners at least one. If there are several, none may drop inputs, and their networks
   *     must have the same numbers of inputs and classes, and all or none must have momentum
   * @param batchSize images per mini-batch
   */
  public TrainingStep(List<Learner> learners, int batchSize) {
    if (learners.size() > 1 && !learners.stream().allMatch(Learner::seesAllInputs)) {
      throw new IllegalArgumentException(
          "fused training shares the inputs of all networks: p_x must be 1 for each");
    }
    boolean momentum = learners.get(0).hasMomentum();
    if (learners.stream().anyMatch(learner -> learner.hasMomentum() != momentum)) {
      throw new IllegalArgumentException(
          "fused training updates all networks alike: all must have momentum, or none");
    }
    Kernels kernels = Kernels.best();
    this.learners = learners.toArray(Learner[]::new);
    this.batchSize = batchSize;
    this.firsts = new int[this.learners.length];
    this.outputs = new OutputLayer[this.learners.length];
    this.kept = new byte[this.learners.length][];
    int nodes = 0;
    for (int i = 0; i < firsts.length; i++) {
      Learner learner = this.learners[i];
      int m = learner.network().m();
      firsts[i] = nodes;
      outputs[i] = new OutputLayer(kernels, learner, batchSize);
      kept[i] = new byte[learner.dropsHidden() ? batchSize * Panels.padded(m, Panels.UNIT) : 0];
      nodes += m;
    }
    int inputs = this.learners[0].network().inputs();
    this.layer = new PackedLayer(kernels, batchSize, inputs, nodes);
    this.panels = layer.panels();
    this.gradient = panels.newNodes();
    this.bias = new float[panels.nodes()];
    this.steps = new float[panels.nodes()];
    this.decay = new float[panels.nodes()];
    this.motion = momentum ? new Motion(panels.nodes()) : null;
    this.biasSums = new float[momentum ? panels.nodes() : 0];
    this.biasVelocity = new float[biasSums.length];
    for (int i = 0; i < firsts.length; i++) {
      Network network = this.learners[i].network();
      layer.load(network.w1(), firsts[i]);
      System.arraycopy(network.b1().data, 0, bias, firsts[i], network.m());
      if (momentum) {
        Network velocity = this.learners[i].velocity();
        layer.loadVelocities(velocity.w1(), firsts[i]);
        System.arraycopy(velocity.b1().data, 0, biasVelocity, firsts[i], network.m());
      }
    }
  }

  /**
   * Updates every network once, with its own learning rate.
   *
   * @param batch a full mini-batch; modified by input dropout
   * @param update number of this update, from 0; selects the dropout masks
   */
  public void update(MiniBatch batch, long update) {
    if (batch.size() != batchSize) {
      throw new IllegalArgumentException(
          "expected a mini-batch of %d images, found %d".formatted(batchSize, batch.size()));
    }
    for (Learner learner : learners) {
      learner.startUpdate(update);
      learner.dropInputs(batch);
    }
    layer.forward(batch.blocks(), batchSize);
    layer.addBiasAndRectify(bias);
    for (int i = 0; i < learners.length; i++) {
      updateOutputLayer(i, batch.labels());
    }
    if (motion == null) {
      layer.backThroughRectifier(gradient, steps, bias);
      layer.update(batch.blocks(), gradient, decay);
    } else {
      Arrays.fill(biasSums, 0);
      layer.backThroughRectifier(gradient, steps, biasSums);
      motion.moveBiases(biasSums, biasVelocity, bias);
      layer.update(batch.blocks(), gradient, motion);
    }
  }

  private void updateOutputLayer(int i, int[] labels) {
    Learner learner = learners[i];
    int first = firsts[i];
    int last = first + learner.network().m();
    if (learner.dropsHidden()) {
      dropHidden(learner, first, last, kept[i]);
    }
    outputs[i].update(panels, layer.nodes(), first, labels);
    outputs[i].gradient(panels, gradient, first);
    if (motion == null) {
      Arrays.fill(steps, first, last, learner.hiddenStep());
      Arrays.fill(decay, first, last, learner.decay());
    } else {
      Arrays.fill(steps, first, last, learner.hiddenScale());
      motion.set(learner, first, last);
    }
  }

  /** Masks are drawn image by image, independently of the panels. */
  private void dropHidden(Learner learner, int first, int last, byte[] kept) {
    Arrays.fill(kept, (byte) -1);
    learner.dropHidden(kept);
    int row = kept.length / batchSize;
    for (int j = first, end; j < last; j = end) {
      end = Math.min(last, panels.nextPanel(j));
      for (int image = 0; image < batchSize; image++) {
        Dropout.apply(
            kept,
            image * row + j - first,
            layer.nodes(),
            panels.nodeAt(image, j),
            end - j,
            learner.hiddenScale());
      }
    }
  }

  /**
   * Writes W1 and b1, and all velocities, back to all learners, which are modified. Call it before
   * reading a network; W2 and b2 are always current.
   */
  public void settle() {
    for (Learner learner : learners) {
      settle(learner);
    }
  }

  /**
   * Writes W1 and b1 back to one network, and gives W1 to a layer of an evaluation: live if the
   * network trains alone, so that nothing is packed again, otherwise as a copy.
   *
   * @param learner belongs to this step; its network is modified
   * @param to has the shape of the network's first layer; modified
   */
  void settle(Learner learner, PackedLayer to) {
    settle(learner);
    if (learners.length == 1) {
      to.share(layer);
    } else {
      to.load(learner.network().w1(), 0);
    }
  }

  /**
   * Writes W1 and b1, and all velocities, back to one learner.
   *
   * @param learner its network is modified; ignored if it does not belong to this step
   */
  public void settle(Learner learner) {
    for (int i = 0; i < learners.length; i++) {
      if (learners[i] == learner) {
        Network network = learner.network();
        layer.store(network.w1(), firsts[i]);
        System.arraycopy(bias, firsts[i], network.b1().data, 0, network.m());
        if (motion != null) {
          Network velocity = learner.velocity();
          layer.storeVelocities(velocity.w1(), firsts[i]);
          System.arraycopy(biasVelocity, firsts[i], velocity.b1().data, 0, network.m());
          outputs[i].settleVelocity();
        }
      }
    }
  }
}
