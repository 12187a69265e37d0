package io.github.clrsearch.network;

import java.util.Arrays;
import org.ejml.data.FMatrixRMaj;

/** The output layer of one network: forward and backward pass, and the update of W2 and b2. */
final class OutputLayer {
  private final Learner learner;
  private final int m;
  private final int images;

  /** Hidden units after dropout: the inputs of this layer. */
  private final NodeBlocks hidden;

  /** The forward product, W2 h. */
  private final PackedLayer forward;

  /** The backward product, W2^T g, whose inputs are the classes. */
  private final PackedLayer backward;

  private final FMatrixRMaj output;
  private final NodeBlocks outputGradient;
  private final float[] outputSteps;
  private final float[] decay;

  /** Null without momentum. */
  private final Motion motion;

  private final float[] biasSums;

  OutputLayer(Kernels kernels, Learner learner, int batchSize) {
    Network network = learner.network();
    this.learner = learner;
    this.m = network.m();
    this.images = batchSize;
    this.hidden = new NodeBlocks(images, m);
    this.forward = new PackedLayer(kernels, images, m, network.classes());
    this.backward = new PackedLayer(kernels, images, network.classes(), m);
    this.output = new FMatrixRMaj(images, network.classes());
    this.outputGradient = new NodeBlocks(images, network.classes());
    this.outputSteps = forward.panels().newNodes();
    this.decay = new float[forward.panels().nodes()];
    this.motion = learner.hasMomentum() ? new Motion(decay.length) : null;
    this.biasSums = new float[network.classes()];
    forward.load(network.w2(), 0);
    if (motion != null) {
      forward.loadVelocities(learner.velocity().w2(), 0);
    }
  }

  /**
   * Computes the gradient and updates W2 and b2.
   *
   * @param panels layout of the hidden layer
   * @param nodes outputs h of the hidden layer; not modified
   * @param first the network's first node in the hidden layer
   * @param labels labels of the images; not modified
   */
  void update(Panels panels, float[] nodes, int first, int[] labels) {
    Network network = learner.network();
    hidden.take(panels, nodes, first);
    forward.forward(hidden, images);
    Layers.scores(forward, network.b2(), output);
    learner.toGradient(output, labels);

    // The gradient at the hidden units uses the weights before the update.
    outputGradient.take(output);
    backward.loadTransposed(network.w2());
    backward.forward(outputGradient, images);

    if (motion == null) {
      scaleAndAdd(learner.step(), output, network.b2().data);
      forward.panels().fromRows(output, outputSteps);
      Arrays.fill(decay, learner.decay());
      forward.update(hidden, outputSteps, decay);
    } else {
      Arrays.fill(biasSums, 0);
      scaleAndAdd(1, output, biasSums);
      forward.panels().fromRows(output, outputSteps);
      motion.set(learner, 0, decay.length);
      motion.moveBiases(biasSums, learner.velocity().b2().data, network.b2().data);
      forward.update(hidden, outputSteps, motion);
    }
    forward.store(network.w2(), 0);
  }

  /** Writes the velocity of W2 back to the learner. */
  void settleVelocity() {
    forward.storeVelocities(learner.velocity().w2(), 0);
  }

  /**
   * Scales the gradient, and adds it to the biases or to their gradient.
   *
   * @param gradient images x classes. Modified.
   * @param bias by class. Modified.
   */
  private static void scaleAndAdd(float scale, FMatrixRMaj gradient, float[] bias) {
    int classes = gradient.numCols;
    for (int row = 0; row < gradient.getNumElements(); row += classes) {
      for (int c = 0; c < classes; c++) {
        gradient.data[row + c] *= scale;
        bias[c] += gradient.data[row + c];
      }
    }
  }

  /**
   * Copies the gradient at the hidden units, computed by the last {@link #update}.
   *
   * @param panels layout of the hidden layer
   * @param gradient G of the hidden layer. Modified: the nodes of this network
   * @param first the network's first node in the hidden layer
   */
  void gradient(Panels panels, float[] gradient, int first) {
    Panels own = backward.panels();
    for (int j = 0, length; j < m; j += length) {
      int end = Math.min(panels.nextPanel(first + j) - first, own.nextPanel(j));
      length = Math.min(m, end) - j;
      for (int i = 0; i < images; i++) {
        System.arraycopy(
            backward.nodes(), own.nodeAt(i, j), gradient, panels.nodeAt(i, first + j), length);
      }
    }
  }
}
