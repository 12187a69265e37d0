package io.github.clrsearch.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MirrorTest {
  private static final int SOURCE = 5;
  private static final int ROWS = 6;

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 8, 9, 16, 28, 32, 33})
  void turnsEveryRow(int width) {
    byte[] pixels = new byte[SOURCE + ROWS * width];
    new SplittableRandom(1).nextBytes(pixels);

    byte[] mirrored = new Mirror().of(pixels, SOURCE, ROWS * width, width);

    for (int row = 0; row < ROWS; row++) {
      for (int x = 0; x < width; x++) {
        assertThat(mirrored[row * width + x])
            .isEqualTo(pixels[SOURCE + row * width + width - 1 - x]);
      }
    }
  }
}
