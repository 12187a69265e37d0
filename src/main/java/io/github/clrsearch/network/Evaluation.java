package io.github.clrsearch.network;

import io.github.clrsearch.data.PreparedData;
import org.ejml.data.FMatrixRMaj;

/**
 * Measures networks on images, without dropout. Reuses its buffers between calls, so one thread at
 * a time may use it.
 */
public final class Evaluation {
  /**
   * Images per chunk. Each chunk reads all weights, so larger chunks save memory bandwidth, most of
   * all for wide networks.
   */
  public static final int CHUNK = 500;

  private final PreparedData data;
  private final FMatrixRMaj output = new FMatrixRMaj(CHUNK, 1);
  private final MiniBatch batch;
  private final PixelBlocks pixels = new PixelBlocks(CHUNK);
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

    void load(Network network) {
      first.load(network.w1(), 0);
      second.load(network.w2(), 0);
      System.arraycopy(network.b1().data, 0, bias, 0, network.m());
    }
  }

  /** Creates an evaluation on prepared images. */
  public Evaluation(PreparedData data) {
    this.data = data;
    this.batch = new MiniBatch(CHUNK, data.images().shape().size());
  }

  /**
   * Measures cost, loss and accuracy.
   *
   * @param network not modified
   * @param indices indices of the images to measure; not modified
   * @param count number of indices to use, from the first, at least 1
   * @param lambda weight of the L2 penalty in the cost
   */
  public Scores measure(Network network, int[] indices, int count, double lambda) {
    return measured(network, indices, count, lambda, null);
  }

  /**
   * Measures cost, loss and accuracy, and returns the class probabilities.
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
    if (probabilities.length < count * network.classes()) {
      throw new IllegalArgumentException(
          "expected probabilities of at least %d images x %d classes, found %d elements"
              .formatted(count, network.classes(), probabilities.length));
    }
    return measured(network, indices, count, lambda, probabilities);
  }

  /** Returns no probabilities if the array is null. */
  private Scores measured(
      Network network, int[] indices, int count, double lambda, float[] probabilities) {
    pack(network);
    double loss = 0;
    int correct = 0;
    for (int from = 0; from < count; from += CHUNK) {
      FMatrixRMaj s = scores(network, indices, from, Math.min(CHUNK, count - from));
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
    return new Scores(
        count, mean + lambda * network.sumOfSquares(), mean, (double) correct / count);
  }

  private void pack(Network network) {
    if (packed == null || !packed.fits(network)) {
      packed = new Packed(network);
    }
    packed.load(network);
  }

  /** Scores s of some images, count x classes, in a buffer that the next call overwrites. */
  private FMatrixRMaj scores(Network network, int[] indices, int from, int count) {
    batch.gather(data, indices, from, count);
    pixels.show(batch);
    packed.first.forward(pixels, count);
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
