package clrsearch.network;

import clrsearch.data.VectorApi;
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
   * passes nothing back, and takes the step of the bias.
   *
   * @param hidden images x m, as the output layer saw it. Not modified.
   * @param gradient images x m. Modified: scaled, or 0 where hidden is not positive.
   * @param scale what survivors of dropout were multiplied by
   * @param step the factor of the gradient in the bias: minus the learning rate
   * @param bias 1 x m. Modified.
   */
  void backThroughRectifier(
      FMatrixRMaj hidden, FMatrixRMaj gradient, float scale, float step, FMatrixRMaj bias);

  /** The fastest of this JVM. */
  static HiddenKernel best() {
    return VectorApi.isUsable() ? new VectorHidden() : new ScalarHidden();
  }
}
