package io.github.clrsearch.network;

import io.github.clrsearch.data.PreparedData;
import org.ejml.data.FMatrixRMaj;

/** Measures networks on images, without dropout. Keeps its buffers from one call to the next. */
public final class Evaluation {
  /** The wider the network, the more a large chunk saves: a tenth at m = 1000 against 250. */
  private static final int CHUNK = 500;

  private static final HiddenKernel HIDDEN = HiddenKernel.best();

  private final Blas blas = Blas.instance();
  private final PreparedData data;
  private final FMatrixRMaj hidden = new FMatrixRMaj(CHUNK, 1);
  private final FMatrixRMaj output = new FMatrixRMaj(CHUNK, 1);
  private MiniBatch batch;
  private int room;

  /** Measures on these images, standardized as they say. */
  public Evaluation(PreparedData data) {
    this.data = data;
  }

  /**
   * Measures cost, loss and accuracy.
   *
   * @param network not modified
   * @param indices images to measure; not modified
   * @param count how many of the first of them, at least 1
   * @param lambda the weight of the penalty in the cost
   */
  public Scores measure(Network network, int[] indices, int count, double lambda) {
    return measured(network, indices, count, lambda, null);
  }

  /**
   * Measures cost, loss and accuracy, and hands out the probabilities behind them.
   *
   * @param network not modified
   * @param indices images to measure; not modified
   * @param count how many of the first of them, at least 1
   * @param lambda the weight of the penalty in the cost
   * @param probabilities modified: the first count x classes elements, row-major, p = softmax(s) of
   *     one image a row in the order of {@code indices}
   */
  public Scores measure(
      Network network, int[] indices, int count, double lambda, float[] probabilities) {
    if (probabilities.length < count * network.classes()) {
      throw new IllegalArgumentException(
          "probabilities must have room for %d images in %d classes, but has %d elements"
              .formatted(count, network.classes(), probabilities.length));
    }
    return measured(network, indices, count, lambda, probabilities);
  }

  /** Without probabilities where the array is null. */
  private Scores measured(
      Network network, int[] indices, int count, double lambda, float[] probabilities) {
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

  /** count x classes scores s of some images, in a buffer that the next call overwrites. */
  private FMatrixRMaj scores(Network network, int[] indices, int from, int count) {
    if (count > room) {
      batch = new MiniBatch(count, data.images().shape().size());
      room = count;
    }
    batch.gather(data, indices, from, count);
    hidden.reshape(count, network.m());
    blas.multTransB(1, batch.inputs(), network.w1(), 0, hidden);
    HIDDEN.addBiasAndRectify(hidden, network.b1());
    output.reshape(count, network.classes());
    blas.multTransB(1, hidden, network.w2(), 0, output);
    Layers.addBias(output, network.b2());
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
