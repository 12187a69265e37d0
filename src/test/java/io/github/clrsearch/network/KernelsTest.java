package io.github.clrsearch.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.clrsearch.data.VectorApi;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Plain Java and the Vector API give the same bits. */
@Tag("optimizing-compiler")
class KernelsTest {
  private static final float[] SPECIAL = {
    0, -0f, Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.MIN_VALUE
  };

  private final SplittableRandom random = new SplittableRandom(1);

  @BeforeEach
  void theVectorApiIsAvailable() {
    assumeThat(VectorApi.isUsable()).as("the module was added").isTrue();
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 0", "3, 2, 5", "100, 1, 7"})
  void rectifies(int images, int vectors, int at) {
    int width = vectors * VectorProducts.LANES;
    float[] bias = floats(3 + width);
    float[] expected = floats(at + images * width + 1);
    float[] actual = expected.clone();

    new ScalarHidden().addBiasAndRectify(expected, at, images, width, bias, 3);
    new VectorHidden().addBiasAndRectify(actual, at, images, width, bias, 3);

    assertSameBits(actual, expected);
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 0", "3, 2, 5", "100, 1, 7"})
  void propagatesGradientsThroughTheRectifier(int images, int vectors, int at) {
    int width = vectors * VectorProducts.LANES;
    float[] hidden = floats(at + images * width + 1);
    float[] steps = floats(3 + width);
    float[] expected = floats(at + images * width + 1);
    float[] expectedBias = floats(3 + width);
    float[] actual = expected.clone();
    float[] actualBias = expectedBias.clone();

    new ScalarHidden()
        .backThroughRectifier(hidden, expected, at, images, width, steps, expectedBias, 3);
    new VectorHidden()
        .backThroughRectifier(hidden, actual, at, images, width, steps, actualBias, 3);

    assertSameBits(actual, expected);
    assertSameBits(actualBias, expectedBias);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 4, 31, 32, 33, 35, 64, 1000, 5001})
  void masks(int length) {
    assumeThat(VectorMasks.isSupported()).as("registers of 256 bits").isTrue();
    byte[] expected = new byte[length + 40];
    random.nextBytes(expected);
    byte[] actual = expected.clone();
    float[] expectedValues = floats(length + 40);
    float[] actualValues = expectedValues.clone();

    new ScalarMasks().drop(expected, length, 42, 52429);
    new VectorMasks().drop(actual, length, 42, 52429);
    for (int i = 0; i < length; i++) {
      expected[i] = (byte) (expected[i] == 0 ? 0 : -1);
      actual[i] = (byte) (actual[i] == 0 ? 0 : -1);
    }
    new ScalarMasks().apply(expected, 0, expectedValues, 5, length, 1.25f);
    new VectorMasks().apply(actual, 0, actualValues, 5, length, 1.25f);

    assertThat(actual).containsExactly(expected);
    assertSameBits(actualValues, expectedValues);
  }

  private static void assertSameBits(float[] actual, float[] expected) {
    for (int i = 0; i < expected.length; i++) {
      // The bits of a NaN depend on the processor.
      assertThat(Float.floatToIntBits(actual[i]))
          .as("element %d, %s", i, expected[i])
          .isEqualTo(Float.floatToIntBits(expected[i]));
    }
  }

  private float[] floats(int length) {
    float[] floats = new float[length];
    for (int i = 0; i < length; i++) {
      boolean special = random.nextInt(10) == 0;
      floats[i] =
          special ? SPECIAL[random.nextInt(SPECIAL.length)] : (float) random.nextDouble(-1, 1);
    }
    return floats;
  }
}
