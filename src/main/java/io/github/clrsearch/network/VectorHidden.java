package io.github.clrsearch.network;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.ejml.data.FMatrixRMaj;

/** As many nodes at a time as the processor's widest register has floats. */
final class VectorHidden implements HiddenKernel {
  private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = FLOATS.length();

  private final ScalarHidden scalar = new ScalarHidden();

  @Override
  public void addBiasAndRectify(FMatrixRMaj layer, FMatrixRMaj bias) {
    int columns = layer.numCols;
    int whole = FLOATS.loopBound(columns);
    float[] s = layer.data;
    float[] b = bias.data;
    for (int i = 0; i < layer.numRows; i++) {
      int row = i * columns;
      for (int j = 0; j < whole; j += LANES) {
        FloatVector.fromArray(FLOATS, s, row + j)
            .add(FloatVector.fromArray(FLOATS, b, j))
            .max(0)
            .intoArray(s, row + j);
      }
    }
    scalar.addBiasAndRectify(layer, bias, whole);
  }

  /** Column block by column block, so that the sums stay in registers. */
  @Override
  public void backThroughRectifier(
      FMatrixRMaj hidden, FMatrixRMaj gradient, FMatrixRMaj steps, FMatrixRMaj bias) {
    int columns = gradient.numCols;
    int whole = FLOATS.loopBound(columns);
    int length = gradient.numRows * columns;
    float[] h = hidden.data;
    float[] g = gradient.data;
    float[] b = bias.data;
    for (int j = 0; j < whole; j += LANES) {
      FloatVector factors = FloatVector.fromArray(FLOATS, steps.data, j);
      FloatVector sums = FloatVector.fromArray(FLOATS, b, j);
      for (int at = j; at < length; at += columns) {
        // Kept in a variable, the zero became an object at every call in every second JVM.
        FloatVector passed =
            FloatVector.zero(FLOATS)
                .blend(
                    FloatVector.fromArray(FLOATS, g, at).mul(factors),
                    FloatVector.fromArray(FLOATS, h, at).compare(VectorOperators.GT, 0));
        passed.intoArray(g, at);
        sums = sums.add(passed);
      }
      sums.intoArray(b, j);
    }
    scalar.backThroughRectifier(hidden, gradient, steps, bias, whole);
  }
}
