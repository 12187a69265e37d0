package io.github.clrsearch.network;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * The Vector API. Draws 32 values at a time (eight numbers of the generator) on processors with
 * 512-bit vectors, and applies masks one vector of floats at a time.
 */
final class VectorMasks implements MaskKernel {
  private static final VectorSpecies<Long> LONGS = LongVector.SPECIES_512;
  private static final VectorSpecies<Byte> DRAWN = ByteVector.SPECIES_256;
  private static final int NUMBERS = LONGS.length();
  private static final int VALUES = NUMBERS * DRAWS;
  private static final short SIGN = Short.MIN_VALUE;

  private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
  private static final int LANES = FLOATS.length();
  private static final int FEWEST_LANES = 8;
  private static final VectorSpecies<Byte> BYTES =
      VectorSpecies.of(
          byte.class, VectorShape.forBitSize(Byte.SIZE * Math.max(LANES, FEWEST_LANES)));

  private static final boolean MULTIPLIES_LONGS = FLOATS.vectorBitSize() >= LONGS.vectorBitSize();

  private final ScalarMasks scalar = new ScalarMasks();
  private final long[] steps = new long[NUMBERS];

  VectorMasks() {
    for (int i = 0; i < NUMBERS; i++) {
      steps[i] = GAMMA * (i + 1);
    }
  }

  /** Whether the processor's vectors are wide enough. */
  static boolean isSupported() {
    return LANES >= FEWEST_LANES;
  }

  @Override
  public void drop(byte[] kept, int length, long state, int threshold) {
    int i = 0;
    if (MULTIPLIES_LONGS) {
      short below = (short) (threshold ^ SIGN);
      for (; i + VALUES <= length; i += VALUES) {
        LongVector states = LongVector.fromArray(LONGS, steps, 0).add(state + GAMMA * (i / DRAWS));
        // Draws are unsigned. With the highest bit flipped they compare correctly as signed
        // numbers.
        ShortVector mask =
            (ShortVector)
                mix(states)
                    .reinterpretAsShorts()
                    .lanewise(VectorOperators.XOR, SIGN)
                    .compare(VectorOperators.LT, below)
                    .toVector();
        ((ByteVector) mask.convertShape(VectorOperators.S2B, DRAWN, 0))
            .and(ByteVector.fromArray(DRAWN, kept, i))
            .intoArray(kept, i);
      }
    }
    scalar.drop(kept, i, length, state + GAMMA * (i / DRAWS), threshold);
  }

  private static LongVector mix(LongVector z) {
    LongVector a =
        z.lanewise(VectorOperators.XOR, z.lanewise(VectorOperators.LSHR, 30))
            .mul(0xBF58476D1CE4E5B9L);
    LongVector b =
        a.lanewise(VectorOperators.XOR, a.lanewise(VectorOperators.LSHR, 27))
            .mul(0x94D049BB133111EBL);
    return b.lanewise(VectorOperators.XOR, b.lanewise(VectorOperators.LSHR, 31));
  }

  @Override
  public void apply(byte[] kept, int keptAt, float[] values, int at, int length, float scale) {
    int i = 0;
    for (; i + LANES <= length; i += LANES) {
      IntVector mask =
          (IntVector)
              ByteVector.fromArray(BYTES, kept, keptAt + i)
                  .convertShape(VectorOperators.B2I, INTS, 0);
      FloatVector.fromArray(FLOATS, values, at + i)
          .mul(scale)
          .reinterpretAsInts()
          .and(mask)
          .reinterpretAsFloats()
          .intoArray(values, at + i);
    }
    scalar.apply(kept, keptAt + i, values, at + i, length - i, scale);
  }
}
