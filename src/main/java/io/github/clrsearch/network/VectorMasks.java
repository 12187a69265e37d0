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
 * The Vector API, one vector at a time. Not thread-safe: {@link #drop} uses a buffer.
 *
 * <p>The generator's numbers come from plain Java. C2 vectorizes that loop where processor and JDK
 * can multiply vectors of longs, and elsewhere it costs two multiplications per four draws.
 */
final class VectorMasks implements MaskKernel {
  private static final VectorSpecies<Long> LONGS = LongVector.SPECIES_PREFERRED;

  /** A byte per draw, which has two. There are no shapes of fewer than 64 bits. */
  private static final VectorSpecies<Byte> DRAWN =
      VectorSpecies.of(
          byte.class, VectorShape.forBitSize(Math.max(Long.SIZE, LONGS.vectorBitSize() / 2)));

  /** Numbers of the generator that are computed at a time. */
  private static final int NUMBERS = 256;

  private static final int VALUES = NUMBERS * DRAWS;
  private static final short SIGN = Short.MIN_VALUE;

  private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
  private static final int LANES = FLOATS.length();
  private static final int FEWEST_LANES = 8;
  private static final VectorSpecies<Byte> BYTES =
      VectorSpecies.of(
          byte.class, VectorShape.forBitSize(Byte.SIZE * Math.max(LANES, FEWEST_LANES)));

  private final ScalarMasks scalar = new ScalarMasks();
  private final long[] steps = new long[NUMBERS];
  private final long[] numbers = new long[NUMBERS];

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
    for (; i + VALUES <= length; i += VALUES) {
      generate(state + GAMMA * (i / DRAWS));
      drop(kept, i, threshold);
    }
    scalar.drop(kept, i, length, state + GAMMA * (i / DRAWS), threshold);
  }

  private void generate(long state) {
    for (int i = 0; i < NUMBERS; i++) {
      numbers[i] = MaskKernel.mix(state + steps[i]);
    }
  }

  private void drop(byte[] kept, int from, int threshold) {
    short below = (short) (threshold ^ SIGN);
    for (int i = 0; i < NUMBERS; i += LONGS.length()) {
      // Draws are unsigned. With the highest bit flipped they compare correctly as signed numbers.
      ShortVector mask =
          (ShortVector)
              LongVector.fromArray(LONGS, numbers, i)
                  .reinterpretAsShorts()
                  .lanewise(VectorOperators.XOR, SIGN)
                  .compare(VectorOperators.LT, below)
                  .toVector();
      int at = from + i * DRAWS;
      ((ByteVector) mask.convertShape(VectorOperators.S2B, DRAWN, 0))
          .and(ByteVector.fromArray(DRAWN, kept, at))
          .intoArray(kept, at);
    }
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
