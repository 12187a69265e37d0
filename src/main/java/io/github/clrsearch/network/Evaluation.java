package io.github.clrsearch.network;

import io.github.clrsearch.data.PreparedData;
import org.ejml.data.FMatrixRMaj;

/**
 * Measures networks on images, without dropout. Reuses its buffers between calls, so one thread at
 * a time may use it.
 */
public final class Evaluation {
  /**
   * Images per chunk. Each chunk reads all weights, so larger chunks save memory bandwidth, but its
   * standardized images should fit into the second-level cache.
   */
  public static final int CHUNK = 500;

  private final PreparedData data;
  private final FMatrixRMaj output = new FMatrixRMaj(CHUNK, 1);
  private final MiniBatch batch;
  private Network network;
  private double sumOfSquares;
  private Packed packed;

  /** Buffers for networks of one shape. */
  private static final class Packed {
    final PackedLayer first;
    final NodeBlocks hidden;
    final PackedLayer second;
    final float[] bias;

    Packed(Network shape) {
      Kernels kernels = Kernels.best();
      this.first = new PackedLayer(kernels, CHUNK, shape.inputs(), shape.m());
      this.hidden = new NodeBlocks(CHUNK, shape.m());
      this.second = new PackedLayer(kernels, CHUNK, shape.m(), shape.classes());
      this.bias = new float[first.panels().nodes()];
    }

    boolean fits(Network network) {
      return first.isOf(network.inputs(), network.m())
          && second.isOf(network.m(), network.classes());
    }
  }

  /** Creates an evaluation on prepared images. */
  public Evaluation(PreparedData data) {
    this.data = data;
    this.batch = new MiniBatch(CHUNK, data.images().shape().size());
  }

  /**
   * Prepares to measure a network.
   *
   * @param next not modified; must not change before its last measurement
   */
  public void load(Network next) {
    fit(next);
    packed.first.load(next.w1(), 0);
    loadOthers(next);
  }

  /**
   * Prepares to measure a network in training. The step must not update it before its last
   * measurement.
   *
   * @param learner belongs to the step; its network is modified, see {@link TrainingStep#settle}
   */
  public void load(TrainingStep step, Learner learner) {
    fit(learner.network());
    step.settle(learner, packed.first);
    loadOthers(learner.network());
  }

  private void fit(Network shape) {
    if (packed == null || !packed.fits(shape)) {
      packed = new Packed(shape);
    }
  }

  private void loadOthers(Network next) {
    packed.second.load(next.w2(), 0);
    System.arraycopy(next.b1().data, 0, packed.bias, 0, next.m());
    network = next;
    sumOfSquares = next.sumOfSquares();
  }

  /**
   * Measures cost, loss and accuracy of a network.
   *
   * @param network not modified
   * @param indices indices of the images to measure; not modified
   * @param count number of indices to use, from the first, at least 1
   * @param lambda weight of the L2 penalty in the cost
   */
  public Scores measure(Network network, int[] indices, int count, double lambda) {
    load(network);
    return measure(indices, count, lambda);
  }

  /** Measures the loaded network, like {@link #measure(Network, int[], int, double)}. */
  public Scores measure(int[] indices, int count, double lambda) {
    return measured(indices, count, lambda, null);
  }

  /**
   * Measures cost, loss and accuracy of a network, and returns the class probabilities.
   *
   * @param network not modified
   * @param indices indices of the images to measure; not modified
   * @param count number of indices to use, from the first, at least 1
   * @param lambda weight of the L2 penalty in the cost
   * @param probabilities modified: the first count x classes elements, row-major, become p =
   *     softmax(s), one row per image in the order of {@code indices}
   */
  public Scores measure(
      Network network, int[] indices, int count, double lambda, float[] probabilities) {
    load(network);
    return measure(indices, count, lambda, probabilities);
  }

  /** Measures the loaded network, like {@link #measure(Network, int[], int, double, float[])}. */
  public Scores measure(int[] indices, int count, double lambda, float[] probabilities) {
    if (probabilities.length < count * network.classes()) {
      throw new IllegalArgumentException(
          "expected probabilities of at least %d images x %d classes, found %d elements"
              .formatted(count, network.classes(), probabilities.length));
    }
    return measured(indices, count, lambda, probabilities);
  }

  /** Returns no probabilities if the array is null. */
  private Scores measured(int[] indices, int count, double lambda, float[] probabilities) {
    double loss = 0;
    int correct = 0;
    for (int from = 0; from < count; from += CHUNK) {
      FMatrixRMaj s = scores(indices, from, Math.min(CHUNK, count - from));
      for (int i = 0; i < s.numRows; i++) {
        int label = batch.labels()[i];
        loss += Layers.crossEntropy(s, i, label);
        correct += highest(s, i) == label ? 1 : 0;
      }
      if (probabilities != null) {
        Layers.softmax(s);
        System.arraycopy(s.data, 0, probabilities, from * s.numCols, s.getNumElements());
      }
    }
    double mean = loss / count;
    return new Scores(count, mean + lambda * sumOfSquares, mean, (double) correct / count);
  }

  /** Scores s of some images, count x classes, in a buffer that the next call overwrites. */
  private FMatrixRMaj scores(int[] indices, int from, int count) {
    batch.gather(data, indices, from, count);
    packed.first.forward(batch.blocks(), count);
    packed.first.addBiasAndRectify(packed.bias);
    packed.hidden.take(packed.first.panels(), packed.first.nodes(), 0);
    packed.second.forward(packed.hidden, count);
    output.reshape(count, network.classes());
    Layers.scores(packed.second, network.b2(), output);
    return output;
  }

  private static int highest(FMatrixRMaj s, int row) {
    int best = 0;
    for (int j = 1; j < s.numCols; j++) {
      if (s.data[row * s.numCols + j] > s.data[row * s.numCols + best]) {
        best = j;
      }
    }
    return best;
  }
}
