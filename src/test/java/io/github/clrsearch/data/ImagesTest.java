package io.github.clrsearch.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImagesTest {

  @Test
  void countsImagesAndClasses() {
    Images images = TinyImages.learnable(7, 1);

    assertThat(images.count()).isEqualTo(7);
    assertThat(images.classes()).isEqualTo(3);
    assertThat(images.shape()).hasToString("1x4x4");
    assertThat(images.label(4)).isEqualTo(1);
  }

  @Test
  void readsLabelsAsUnsignedBytes() {
    Images images =
        new Images(
            new ImageShape(1, 1, 1),
            Collections.nCopies(201, "one of many"),
            new byte[1],
            new byte[] {(byte) 200});

    assertThat(images.label(0)).isEqualTo(200);
  }

  @Test
  void refusesPixelsThatDoNotFitTheLabels() {
    assertThatThrownBy(
            () -> new Images(new ImageShape(3, 2, 2), List.of("a"), new byte[23], new byte[2]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("2 images of 3x2x2 need 24 bytes of pixels, but got 23");
  }

  @ParameterizedTest
  @CsvSource({"0, 4, 4", "1, 0, 4", "1, 4, -1"})
  void refusesAnEmptyShape(int channels, int height, int width) {
    assertThatThrownBy(() -> new ImageShape(channels, height, width))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "channels, height and width must be at least 1, but got %d x %d x %d",
            channels, height, width);
  }
}
