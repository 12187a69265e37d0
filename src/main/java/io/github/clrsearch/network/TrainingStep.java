package io.github.clrsearch.network;

import java.util.Arrays;
import java.util.List;
import org.ejml.data.FMatrixRMaj;

/**
 * One update of mini-batch gradient descent: forward, backward, and the step itself inside the
 * products. The cost is J = mean cross-entropy + lambda (sum W1^2 + sum W2^2); biases are not
 * penalised. All buffers are allocated here, none per update.
 *
 * <p>Several networks train side by side as one wide first layer, whose products pack the
 * mini-batch once for all of them (Wang et al., "Horizontally Fused Training Array", MLSys 2021):
 * their rows of W1 then lie in one matrix, and their output layers are each its own.
 */
public final class TrainingStep {
  private static final HiddenKernel HIDDEN = HiddenKernel.best();

  private final Blas blas = Blas.instance();
  private final Learner[] learners;
  private final FMatrixRMaj w1;
  private final FMatrixRMaj b1;
  private final FMatrixRMaj hidden;
  private final FMatrixRMaj hiddenGradient;

  /** 1 x nodes: what the gradient at a hidden node is multiplied by. */
  private final FMatrixRMaj hiddenSteps;

  private final FMatrixRMaj output;

  /** Each network's nodes in {@link #hidden} and {@link #hiddenGradient}. */
  private final Columns[] activations;

  private final Columns[] gradients;

  /** One network's hidden nodes, while some of them are dropped. */
  private final float[] dropped;

  /**
   * Prepares the updates of networks that see the same mini-batches.
   *
   * @param learners at least one; where there are several, none drops inputs, and their networks
   *     are of the same inputs and classes
   * @param batchSize images in a mini-batch
   */
  public TrainingStep(List<Learner> learners, int batchSize) {
    this.learners = learners.toArray(Learner[]::new);
    Network first = learners.get(0).network();
    int nodes = learners.stream().mapToInt(learner -> learner.network().m()).sum();
    boolean alone = learners.size() == 1;
    if (!alone && !learners.stream().allMatch(Learner::seesAllInputs)) {
      throw new IllegalArgumentException(
          "networks that train side by side share their inputs: p_x must be 1");
    }
    this.w1 = alone ? first.w1() : new FMatrixRMaj(nodes, first.inputs());
    this.b1 = alone ? first.b1() : new FMatrixRMaj(1, nodes);
    this.hidden = new FMatrixRMaj(batchSize, nodes);
    this.hiddenGradient = new FMatrixRMaj(batchSize, nodes);
    this.hiddenSteps = new FMatrixRMaj(1, nodes);
    this.output = new FMatrixRMaj(batchSize, first.classes());
    this.activations = columns(hidden);
    this.gradients = columns(hiddenGradient);
    boolean drops = learners.stream().anyMatch(Learner::dropsHidden);
    this.dropped = new float[drops ? batchSize * nodes : 0];
    if (!alone) {
      copyFirstLayers();
    }
  }

  private Columns[] columns(FMatrixRMaj matrix) {
    Columns[] columns = new Columns[learners.length];
    int from = 0;
    for (int i = 0; i < columns.length; i++) {
      int m = learners[i].network().m();
      columns[i] = new Columns(matrix, from, m);
      from += m;
    }
    return columns;
  }

  /**
   * Takes one step against the gradient of J, for every network at its own learning rate.
   *
   * @param batch its inputs are modified by input dropout
   * @param update the number of this update, from 0: it names the dropout masks
   */
  public void update(MiniBatch batch, long update) {
    FMatrixRMaj inputs = batch.inputs();
    for (Learner learner : learners) {
      learner.startUpdate(update);
      learner.dropInputs(inputs);
    }
    blas.multTransB(1, inputs, w1, 0, hidden);
    HIDDEN.addBiasAndRectify(hidden, b1);
    for (int i = 0; i < learners.length; i++) {
      updateOutputLayer(i, batch.labels());
    }
    HIDDEN.backThroughRectifier(hidden, hiddenGradient, hiddenSteps, b1);
    if (learners.length == 1) {
      blas.multTransA(1, hiddenGradient, inputs, learners[0].decay(), w1);
    } else {
      decayFirstLayers();
      blas.multTransA(1, hiddenGradient, inputs, 1, w1);
    }
  }

  /** Forward and backward through one network's output layer, and its step. */
  private void updateOutputLayer(int i, int[] labels) {
    Learner learner = learners[i];
    Network network = learner.network();
    dropHidden(learner, activations[i]);
    blas.multTransB(1, activations[i], network.w2(), 0, output);
    Layers.addBias(output, network.b2());
    learner.toGradient(output, labels);

    blas.mult(1, output, network.w2(), 0, gradients[i]);
    int from = gradients[i].from();
    Arrays.fill(hiddenSteps.data, from, from + gradients[i].count(), learner.hiddenStep());
    blas.multTransA(learner.step(), output, activations[i], learner.decay(), network.w2());
    addColumnSums(learner.step(), output, network.b2());
  }

  /** The masks run through a network's nodes image by image, wherever these lie. */
  private void dropHidden(Learner learner, Columns nodes) {
    if (!learner.dropsHidden()) {
      return;
    }
    int m = nodes.count();
    int length = hidden.numRows * m;
    if (m == hidden.numCols) {
      learner.dropHidden(hidden.data, length);
      return;
    }
    for (int row = 0; row < hidden.numRows; row++) {
      System.arraycopy(hidden.data, row * hidden.numCols + nodes.from(), dropped, row * m, m);
    }
    learner.dropHidden(dropped, length);
    for (int row = 0; row < hidden.numRows; row++) {
      System.arraycopy(dropped, row * m, hidden.data, row * hidden.numCols + nodes.from(), m);
    }
  }

  /** OpenBLAS, too, scales by beta before it adds a product. */
  private void decayFirstLayers() {
    for (int i = 0; i < learners.length; i++) {
      float decay = learners[i].decay();
      if (decay != 1) {
        int from = activations[i].from() * w1.numCols;
        scale(w1.data, from, from + activations[i].count() * w1.numCols, decay);
      }
    }
  }

  private static void scale(float[] values, int from, int to, float factor) {
    for (int i = from; i < to; i++) {
      values[i] *= factor;
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

  /**
   * Brings the networks up to date: between updates those that train side by side lag behind.
   * Modifies them.
   */
  public void settle() {
    for (Learner learner : learners) {
      settle(learner);
    }
  }

  /**
   * Brings one network up to date.
   *
   * @param learner whose network is modified; nothing happens if it is none of this step
   */
  public void settle(Learner learner) {
    for (int i = 0; i < learners.length && learners.length > 1; i++) {
      if (learners[i] == learner) {
        int from = activations[i].from();
        Network network = learner.network();
        copy(w1, from * w1.numCols, network.w1(), 0, network.w1().getNumElements());
        copy(b1, from, network.b1(), 0, network.m());
      }
    }
  }

  private void copyFirstLayers() {
    for (int i = 0; i < learners.length; i++) {
      int from = activations[i].from();
      Network network = learners[i].network();
      copy(network.w1(), 0, w1, from * w1.numCols, network.w1().getNumElements());
      copy(network.b1(), 0, b1, from, network.m());
    }
  }

  private static void copy(FMatrixRMaj from, int first, FMatrixRMaj to, int place, int count) {
    System.arraycopy(from.data, first, to.data, place, count);
  }

  /**
   * Whether these networks get the same bits side by side as each alone. It is tried, with one
   * update of random images: which of its inner loops a BLAS takes for a column depends on the
   * shapes of the matrices alone.
   *
   * @param learners as the constructor's; not modified
   */
  public static boolean isExact(List<Learner> learners, int batchSize) {
    return new SideBySide(learners, batchSize).isExact();
  }
}
