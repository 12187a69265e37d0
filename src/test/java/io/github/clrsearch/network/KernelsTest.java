package io.github.clrsearch.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.clrsearch.data.VectorApi;
import java.util.SplittableRandom;
import org.ejml.data.FMatrixRMaj;
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
  void needsTheVectorApi() {
    assumeThat(VectorApi.isUsable()).as("the module was added").isTrue();
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "3, 8", "7, 50", "10, 64", "2, 1000"})
  void rectifies(int rows, int columns) {
    FMatrixRMaj bias = matrix(1, columns);
    FMatrixRMaj expected = matrix(rows, columns);
    FMatrixRMaj actual = expected.copy();

    new ScalarHidden().addBiasAndRectify(expected, bias);
    new VectorHidden().addBiasAndRectify(actual, bias);

    assertSameBits(actual, expected);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "3, 8", "7, 50", "10, 64", "2, 1000"})
  void goesBackThroughTheRectifier(int rows, int columns) {
    FMatrixRMaj hidden = matrix(rows, columns);
    FMatrixRMaj steps = matrix(1, columns);
    FMatrixRMaj expected = matrix(rows, columns);
    FMatrixRMaj expectedBias = matrix(1, columns);
    FMatrixRMaj actual = expected.copy();
    FMatrixRMaj actualBias = expectedBias.copy();

    new ScalarHidden().backThroughRectifier(hidden, expected, steps, expectedBias);
    new VectorHidden().backThroughRectifier(hidden, actual, steps, actualBias);

    assertSameBits(actual, expected);
    assertSameBits(actualBias, expectedBias);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 4, 31, 32, 33, 35, 64, 1000, 5001})
  void masks(int length) {
    assumeThat(VectorMasks.isSupported()).as("registers of 512 bits").isTrue();
    FMatrixRMaj expected = matrix(1, length + 40);
    FMatrixRMaj actual = expected.copy();

    new ScalarMasks().apply(expected.data, length, 42, 52429, 1.25f);
    new VectorMasks().apply(actual.data, length, 42, 52429, 1.25f);

    assertSameBits(actual, expected);
  }

  private static void assertSameBits(FMatrixRMaj actual, FMatrixRMaj expected) {
    for (int i = 0; i < expected.data.length; i++) {
      // Which of the many values that are not numbers it is depends on the processor.
      assertThat(Float.floatToIntBits(actual.data[i]))
          .as("element %d, %s", i, expected.data[i])
          .isEqualTo(Float.floatToIntBits(expected.data[i]));
    }
  }

  private FMatrixRMaj matrix(int rows, int columns) {
    FMatrixRMaj matrix = new FMatrixRMaj(rows, columns);
    for (int i = 0; i < matrix.data.length; i++) {
      boolean special = random.nextInt(10) == 0;
      matrix.data[i] =
          special ? SPECIAL[random.nextInt(SPECIAL.length)] : (float) random.nextDouble(-1, 1);
    }
    return matrix;
  }
}
