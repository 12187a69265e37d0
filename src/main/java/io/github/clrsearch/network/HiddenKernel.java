package io.github.clrsearch.network;

import io.github.clrsearch.data.VectorApi;
import org.ejml.data.FMatrixRMaj;

/**
 * The elementwise halves of the hidden layer, forward and backward. Every implementation rounds in
 * the same order, so all give the same bits.
 */
interface HiddenKernel {

  /**
   * h = max(0, s + b). A value that is not a number stays one.
   *
   * @param layer images x m. Modified.
   * @param bias 1 x m. Not modified.
   */
  void addBiasAndRectify(FMatrixRMaj layer, FMatrixRMaj bias);

  /**
   * Takes the gradient at h back to s1, where a node that was cut off, by ReLU or by its mask,
   * passes nothing back, scales it to the step, and takes that of the bias.
   *
   * @param hidden images x m, as the output layer saw it. Not modified.
   * @param gradient images x m. Modified: scaled, or 0 where hidden is not positive.
   * @param steps 1 x m, each node's factor: minus the learning rate, times what survivors of
   *     dropout were multiplied by. Not modified.
   * @param bias 1 x m. Modified.
   */
  void backThroughRectifier(
      FMatrixRMaj hidden, FMatrixRMaj gradient, FMatrixRMaj steps, FMatrixRMaj bias);

  /** The fastest of this JVM. */
  static HiddenKernel best() {
    return VectorApi.isUsable() ? new VectorHidden() : new ScalarHidden();
  }
}
