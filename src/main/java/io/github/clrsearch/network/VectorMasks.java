package io.github.clrsearch.network;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Eight numbers, 32 values at a time, where the processor multiplies vectors of longs. */
final class VectorMasks implements MaskKernel {
  private static final VectorSpecies<Long> LONGS = LongVector.SPECIES_512;
  private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_512;
  private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_512;
  private static final int NUMBERS = LONGS.length();
  private static final int VALUES = NUMBERS * DRAWS;

  private final ScalarMasks scalar = new ScalarMasks();
  private final long[] steps = new long[NUMBERS];

  VectorMasks() {
    for (int i = 0; i < NUMBERS; i++) {
      steps[i] = GAMMA * (i + 1);
    }
  }

  /** Whether the processor's registers are wide enough. */
  static boolean isSupported() {
    return FloatVector.SPECIES_PREFERRED.length() >= FLOATS.length();
  }

  @Override
  public void apply(float[] values, int length, long state, int threshold, float scale) {
    LongVector states = LongVector.fromArray(LONGS, steps, 0).add(state);
    int i = 0;
    for (; i + VALUES <= length; i += VALUES) {
      ShortVector draws = mix(states).reinterpretAsShorts();
      mask(
          values,
          i,
          (IntVector) draws.convertShape(VectorOperators.S2I, INTS, 0),
          threshold,
          scale);
      mask(
          values,
          i + FLOATS.length(),
          (IntVector) draws.convertShape(VectorOperators.S2I, INTS, 1),
          threshold,
          scale);
      states = states.add(GAMMA * NUMBERS);
    }
    scalar.apply(values, i, length, state + GAMMA * (i / DRAWS), threshold, scale);
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

  private static void mask(float[] values, int i, IntVector draws, int threshold, float scale) {
    IntVector kept =
        draws.and(0xFFFF).sub(threshold).lanewise(VectorOperators.ASHR, Integer.SIZE - 1);
    FloatVector.fromArray(FLOATS, values, i)
        .mul(scale)
        .reinterpretAsInts()
        .and(kept)
        .reinterpretAsFloats()
        .intoArray(values, i);
  }
}
