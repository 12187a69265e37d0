package clrsearch.network;

import org.ejml.data.FMatrixRMaj;

/**
 * One update of mini-batch gradient descent: forward, backward, and the step itself inside the last
 * two products. The cost is J = mean cross-entropy + lambda (sum W1^2 + sum W2^2); biases are not
 * penalised. All buffers are allocated here, none per update.
 */
public final class TrainingStep {
  private static final HiddenKernel HIDDEN = HiddenKernel.best();

  private final Blas blas = Blas.instance();
  private final Network network;
  private final Dropout dropout;
  private final double keepInput;
  private final double keepHidden;
  private final float labelSmoothing;
  private final FMatrixRMaj hidden;
  private final FMatrixRMaj hiddenGradient;
  private final FMatrixRMaj output;

  /**
   * Prepares the updates of a network.
   *
   * @param network modified by every update
   * @param batchSize images in a mini-batch
   * @param dropout where the masks come from
   * @param keepInput p_x in (0, 1]: the probability that an input is kept
   * @param keepHidden p_h in (0, 1]: the probability that a hidden node is kept
   * @param labelSmoothing in [0, 1): the part of the target that is spread evenly over all classes
   *     (Szegedy et al., "Rethinking the Inception Architecture", 2016)
   */
  public TrainingStep(
      Network network,
      int batchSize,
      Dropout dropout,
      double keepInput,
      double keepHidden,
      double labelSmoothing) {
    this.network = network;
    this.dropout = dropout;
    this.keepInput = keepInput;
    this.keepHidden = keepHidden;
    this.labelSmoothing = (float) labelSmoothing;
    this.hidden = new FMatrixRMaj(batchSize, network.m());
    this.hiddenGradient = new FMatrixRMaj(batchSize, network.m());
    this.output = new FMatrixRMaj(batchSize, network.classes());
  }

  /**
   * Takes one step against the gradient of J.
   *
   * @param batch its inputs are modified by input dropout
   * @param update the number of this update, from 0: it names the dropout masks
   * @param eta the learning rate
   * @param lambda the weight of the penalty, 0 or more
   * @return whether the outputs were finite; if not, the network is spoilt and the trial diverged
   */
  public boolean update(MiniBatch batch, long update, double eta, double lambda) {
    FMatrixRMaj inputs = batch.inputs();
    dropout.startUpdate(update);
    dropout.apply(inputs.data, inputs.getNumElements(), keepInput);

    blas.multTransB(1, inputs, network.w1(), 0, hidden);
    HIDDEN.addBiasAndRectify(hidden, network.b1());
    dropout.apply(hidden.data, hidden.getNumElements(), keepHidden);

    blas.multTransB(1, hidden, network.w2(), 0, output);
    Layers.addBias(output, network.b2());
    boolean finite = Layers.softmax(output);
    toGradient(batch.labels());

    blas.mult(1, output, network.w2(), 0, hiddenGradient);
    float step = (float) -eta;
    HIDDEN.backThroughRectifier(
        hidden, hiddenGradient, Dropout.scale(keepHidden), step, network.b1());

    float decay = (float) (1 - 2 * eta * lambda);
    blas.multTransA(step, output, hidden, decay, network.w2());
    addColumnSums(step, output, network.b2());
    blas.multTransA(step, hiddenGradient, inputs, decay, network.w1());
    return finite;
  }

  /**
   * Probabilities become the gradient of the loss at s: (p - y) / batch size, where y is 1 for the
   * label and 0 for the others, or as much of it as label smoothing leaves.
   */
  private void toGradient(int[] labels) {
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

  private static void addColumnSums(float factor, FMatrixRMaj matrix, FMatrixRMaj row) {
    int columns = matrix.numCols;
    float[] sums = row.data;
    for (int i = 0; i < matrix.numRows; i++) {
      for (int j = 0; j < columns; j++) {
        sums[j] += factor * matrix.data[i * columns + j];
      }
    }
  }
}
