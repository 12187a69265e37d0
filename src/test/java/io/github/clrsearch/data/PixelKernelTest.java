package io.github.clrsearch.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both implementations of standardizing give the same bits and write nothing else. */
@Tag("optimizing-compiler")
class PixelKernelTest {
  private static final int FROM = 3;
  private static final int SOURCE = 5;
  private static final int TARGET = 7;

  private final SplittableRandom random = new SplittableRandom(1);

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 8, 15, 16, 17, 31, 32, 33, 256, 3072})
  void copiesTheBitsOfPlainJava(int length) {
    assumeThat(VectorApi.isUsable()).as("the module was added").isTrue();
    byte[] pixels = bytes(SOURCE + length);
    float[] scale = floats(FROM + length);
    float[] shift = floats(FROM + length);
    float[] expected = floats(TARGET + FROM + length + 20);
    float[] actual = expected.clone();

    new ScalarPixels().copy(pixels, SOURCE, expected, TARGET, scale, shift, FROM, FROM + length);
    new VectorPixels().copy(pixels, SOURCE, actual, TARGET, scale, shift, FROM, FROM + length);

    assertThat(actual).containsExactly(expected);
  }

  private byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private float[] floats(int length) {
    float[] floats = new float[length];
    for (int i = 0; i < length; i++) {
      floats[i] = (float) random.nextDouble(-1, 1);
    }
    return floats;
  }
}
