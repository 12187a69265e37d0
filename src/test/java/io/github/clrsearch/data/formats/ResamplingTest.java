package io.github.clrsearch.data.formats;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clrsearch.data.ImageShape;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResamplingTest {

  private static byte[] scaled(int height, int width, int toHeight, int toWidth, int... pixels) {
    byte[] bytes = new byte[pixels.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) pixels[i];
    }
    return new PixelImage(new ImageShape(1, height, width), bytes)
        .scaled(new ImageSize(toHeight, toWidth))
        .pixels();
  }

  @ParameterizedTest
  @CsvSource({"7, 5, 3, 9", "7, 5, 14, 2", "4, 4, 1, 1", "1, 1, 5, 3", "100, 80, 9, 7"})
  void anEvenImageStaysEven(int height, int width, int toHeight, int toWidth) {
    int[] pixels = new int[height * width];
    Arrays.fill(pixels, 201);

    assertThat(scaled(height, width, toHeight, toWidth, pixels))
        .hasSize(toHeight * toWidth)
        .containsOnly(201);
  }

  @Test
  void theSameSizeIsTheSameImage() {
    assertThat(scaled(2, 2, 2, 2, 9, 8, 7, 250)).containsExactly(9, 8, 7, 250);
  }

  @Test
  void betweenPixelsItIsLinear() {
    // Centres of the four new pixels: -0.25, 0.25, 0.75, 1.25 of the old ones.
    assertThat(scaled(1, 2, 1, 4, 0, 100)).containsExactly(0, 25, 75, 100);
    assertThat(scaled(2, 1, 4, 1, 0, 100)).containsExactly(0, 25, 75, 100);
  }

  @Test
  void aSmallerImageAveragesAllOfItsPixels() {
    // A triangle over four pixels: 1/8, 3/8, 3/8, 1/8, cut off at the border.
    assertThat(scaled(1, 8, 1, 4, 0, 0, 0, 0, 80, 0, 0, 0)).containsExactly(0, 10, 30, 0);
    assertThat(scaled(1, 4, 1, 1, 10, 30, 30, 10)).containsExactly(22);
  }

  @Test
  void eachPlaneIsScaledByItself() {
    byte[] pixels = {10, 10, 50, 50, 90, 90};

    assertThat(new PixelImage(new ImageShape(3, 1, 2), pixels).scaled(new ImageSize(2, 1)).pixels())
        .containsExactly(10, 10, 50, 50, 90, 90);
  }
}
