package io.github.clrsearch.network;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The Vector API: one vector of nodes at a time. Panel widths must be multiples of the vector
 * length.
 */
final class VectorHidden implements HiddenKernel {
  private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = FLOATS.length();

  @Override
  public void addBiasAndRectify(float[] layer, int at, int images, int width, float[] bias, int q) {
    for (int row = at; row < at + images * width; row += width) {
      for (int j = 0; j < width; j += LANES) {
        FloatVector.fromArray(FLOATS, layer, row + j)
            .add(FloatVector.fromArray(FLOATS, bias, q + j))
            .max(0)
            .intoArray(layer, row + j);
      }
    }
  }

  /** Runs over all images for one vector of nodes at a time, so that the sums stay in registers. */
  @Override
  public void backThroughRectifier(
      float[] hidden,
      float[] gradient,
      int at,
      int images,
      int width,
      float[] steps,
      float[] bias,
      int q) {
    int end = at + images * width;
    for (int j = 0; j < width; j += LANES) {
      FloatVector factors = FloatVector.fromArray(FLOATS, steps, q + j);
      FloatVector sums = FloatVector.fromArray(FLOATS, bias, q + j);
      for (int i = at + j; i < end; i += width) {
        // With the zero in a variable, C2 allocated it at every call in about half of the JVMs.
        FloatVector passed =
            FloatVector.zero(FLOATS)
                .blend(
                    FloatVector.fromArray(FLOATS, gradient, i).mul(factors),
                    FloatVector.fromArray(FLOATS, hidden, i).compare(VectorOperators.GT, 0));
        passed.intoArray(gradient, i);
        sums = sums.add(passed);
      }
      sums.intoArray(bias, q + j);
    }
  }
}
