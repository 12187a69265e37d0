package io.github.clrsearch.network;

import java.util.Arrays;
import org.ejml.data.FMatrixRMaj;

/**
 * A layer with its weights in {@link Panels}, and its two products. Padding never changes a result.
 */
final class PackedLayer {
  private final ProductKernel kernel;
  private final HiddenKernel hidden;
  private final Panels panels;
  private final PackedWeights own;

  /** In the order of the weights; null without momentum. */
  private PackedWeights velocities;

  private final float[] nodes;

  /** The layer's own weights, or those of another. */
  private PackedWeights weights;

  PackedLayer(Kernels kernels, int images, int inputs, int nodes) {
    this.kernel = kernels.products(images, inputs, nodes);
    this.hidden = kernels.hidden();
    this.panels = kernel.panels();
    this.own = new PackedWeights(panels);
    this.weights = own;
    this.nodes = panels.newNodes();
  }

  /** Whether the layer has the given numbers of inputs and nodes. */
  boolean isOf(int inputs, int count) {
    return panels.realInputs() == inputs && panels.realNodes() == count;
  }

  Panels panels() {
    return panels;
  }

  /** The outputs H of the last {@link #forward}: live. */
  float[] nodes() {
    return nodes;
  }

  /** Copies the weights of a network into the nodes from {@code first} on. */
  void load(FMatrixRMaj from, int first) {
    weights = own;
    weights.load(from, first);
  }

  /**
   * Uses the weights of another layer, live, until the next {@link #load}.
   *
   * @param other has the same kernels, inputs and nodes; its images may differ
   */
  void share(PackedLayer other) {
    weights = other.weights;
  }

  /** Copies the weights of the nodes from {@code first} on to a network. */
  void store(FMatrixRMaj to, int first) {
    weights.store(to, first);
  }

  /**
   * Copies velocities of a network to the nodes from {@code first} on, and updates with momentum
   * from now on.
   */
  void loadVelocities(FMatrixRMaj from, int first) {
    if (velocities == null) {
      velocities = new PackedWeights(panels);
    }
    velocities.load(from, first);
  }

  /** Copies the velocities of the nodes from {@code first} on to a network. */
  void storeVelocities(FMatrixRMaj to, int first) {
    velocities.store(to, first);
  }

  /** Copies transposed weights: inputs x nodes. */
  void loadTransposed(FMatrixRMaj from) {
    weights.loadTransposed(from);
  }

  /**
   * Computes H = X W^T into {@link #nodes}.
   *
   * @param images number of images to compute, from the first
   */
  void forward(BlockInputs inputs, int images) {
    int rows = Panels.padded(images, Panels.UNIT);
    Arrays.fill(nodes, 0);
    for (int k = 0; k < panels.inputs(); k += Panels.BLOCK) {
      int at = inputs.block(k);
      kernel.forward(rows, inputs.values(), at, k, weights.values(), nodes);
    }
  }

  /**
   * Computes H = max(0, H + b). NaN stays NaN.
   *
   * @param bias b, by node; not modified
   */
  void addBiasAndRectify(float[] bias) {
    for (int q = 0; q < panels.nodes(); q += panels.width(q)) {
      int at = panels.nodeAt(0, q);
      hidden.addBiasAndRectify(nodes, at, panels.images(), panels.width(q), bias, q);
    }
  }

  /**
   * Propagates the gradients at H back through the rectifier, see {@link
   * HiddenKernel#backThroughRectifier}.
   *
   * @param gradients modified
   * @param steps by node; not modified
   * @param bias by node; modified
   */
  void backThroughRectifier(float[] gradients, float[] steps, float[] bias) {
    for (int q = 0; q < panels.nodes(); q += panels.width(q)) {
      int at = panels.nodeAt(0, q);
      hidden.backThroughRectifier(
          nodes, gradients, at, panels.images(), panels.width(q), steps, bias, q);
    }
  }

  /**
   * Computes W = decay W + G^T X.
   *
   * @param gradients G; not modified
   * @param decay by node; not modified
   */
  void update(BlockInputs inputs, float[] gradients, float[] decay) {
    kernel.takeGradients(gradients);
    for (int k = 0; k < panels.inputs(); k += Panels.BLOCK) {
      int at = inputs.block(k);
      kernel.update(inputs.values(), at, k, decay, weights.values());
    }
  }

  /**
   * Updates W and its velocities with momentum.
   *
   * @param gradients G; not modified
   */
  void update(BlockInputs inputs, float[] gradients, Motion motion) {
    kernel.takeGradients(gradients);
    for (int k = 0; k < panels.inputs(); k += Panels.BLOCK) {
      int at = inputs.block(k);
      kernel.update(inputs.values(), at, k, motion, velocities.values(), weights.values());
    }
  }
}
