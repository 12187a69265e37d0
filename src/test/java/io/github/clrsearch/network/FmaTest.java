package io.github.clrsearch.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FmaTest {
  private static final float[] SPECIAL = {
    0,
    -0f,
    1,
    -1,
    Float.NaN,
    Float.POSITIVE_INFINITY,
    Float.NEGATIVE_INFINITY,
    Float.MIN_VALUE,
    -Float.MIN_VALUE,
    Float.MIN_NORMAL,
    Float.MAX_VALUE,
    -Float.MAX_VALUE,
    1 + 0x1p-23f,
    0x1p-75f
  };

  @Test
  void roundsOnceInDoubles() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 1_000_000; i++) {
      float a = any(random);
      float b = any(random);
      // A value near the product, where bits cancel and ties occur, or any value.
      float c = i % 2 == 0 ? any(random) : -a * b * (1 + random.nextInt(-4, 5) * 0x1p-22f);

      assertSame(a, b, c);
    }
    for (float a : SPECIAL) {
      for (float b : SPECIAL) {
        for (float c : SPECIAL) {
          assertSame(a, b, c);
        }
      }
    }
  }

  /**
   * The rounded double sum lies half way between two floats, and the lost bits decide the result.
   */
  @Test
  void roundsTheSumOfDoublesToOdd() {
    float a = 1 + 0x1p-23f;
    float c = 0x1p-70f;

    assertSame(a, 1 + 0x1p-1f, c);
    assertSame(a, 1 + 0x1p-1f, -c);
  }

  private static void assertSame(float a, float b, float c) {
    if (Float.floatToIntBits(Fma.inDoubles(a, b, c)) != Float.floatToIntBits(Math.fma(a, b, c))) {
      assertThat(Fma.inDoubles(a, b, c))
          .as("fma(%s, %s, %s)", a, b, c)
          .isEqualTo(Math.fma(a, b, c));
    }
  }

  private static float any(SplittableRandom random) {
    return random.nextInt(50) == 0
        ? Float.intBitsToFloat(random.nextInt())
        : (float) random.nextDouble(-1, 1);
  }
}
