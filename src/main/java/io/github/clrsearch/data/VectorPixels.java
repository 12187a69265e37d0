package io.github.clrsearch.data;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** Converts as many pixels at a time as the widest register of the processor has floats. */
final class VectorPixels implements PixelKernel {
  private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = FLOATS.length();

  /** The Vector API has no registers with fewer bytes. */
  private static final int MIN_LANES = 8;

  private static final VectorSpecies<Byte> BYTES =
      VectorSpecies.of(byte.class, VectorShape.forBitSize(Byte.SIZE * Math.max(LANES, MIN_LANES)));
  private static final byte SIGN = (byte) 0x80;
  private static final float OFFSET = 128;

  private final ScalarPixels scalar = new ScalarPixels();

  /** Whether the processor's registers are wide enough. */
  static boolean isSupported() {
    return LANES >= MIN_LANES;
  }

  @Override
  public void copy(
      byte[] pixels,
      int source,
      float[] inputs,
      int target,
      float[] scale,
      float[] shift,
      int from,
      int to) {
    if (to - from < LANES) {
      scalar.copy(pixels, source, inputs, target, scale, shift, from, to);
      return;
    }
    int last = to - LANES;
    for (int d = from; d < last; d += LANES) {
      standardize(
          ByteVector.fromArray(BYTES, pixels, source + d - from), inputs, target, scale, shift, d);
    }
    // The last run overlaps the one before if the length is not a multiple.
    standardize(
        ByteVector.fromArray(BYTES, pixels, source + last - from),
        inputs,
        target,
        scale,
        shift,
        last);
  }

  /**
   * Processors convert signed bytes. A byte x with its highest bit flipped is the signed value x -
   * 128, and adding 128 to the converted float is exact.
   */
  private static void standardize(
      ByteVector x, float[] inputs, int target, float[] scale, float[] shift, int d) {
    FloatVector floats =
        (FloatVector)
            x.lanewise(VectorOperators.XOR, SIGN).convertShape(VectorOperators.B2F, FLOATS, 0);
    floats
        .add(OFFSET)
        .mul(FloatVector.fromArray(FLOATS, scale, d))
        .add(FloatVector.fromArray(FLOATS, shift, d))
        .intoArray(inputs, target + d);
  }
}
