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
    forward.load(network.w2(), 0);
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

    scaleAndAdd(learner.step(), output, network.b2());
    forward.panels().fromRows(output, outputSteps);
    Arrays.fill(decay, learner.decay());
    forward.update(hidden, outputSteps, decay);
    forward.store(network.w2(), 0);
  }

  /**
   * Scales the gradient to the step, and updates b2.
   *
   * @param gradient images x classes. Modified.
   * @param bias 1 x classes. Modified.
   */
  private static void scaleAndAdd(float step, FMatrixRMaj gradient, FMatrixRMaj bias) {
    int classes = gradient.numCols;
    for (int row = 0; row < gradient.getNumElements(); row += classes) {
      for (int c = 0; c < classes; c++) {
        gradient.data[row + c] *= step;
        bias.data[c] += gradient.data[row + c];
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
