package io.github.clrsearch.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;

class SyntheticImagesTest {

  @Test
  void drawsTheSameBytesOnEveryMachine() {
    DataSet data = SyntheticImages.generate(ImageShape.CIFAR, 10, 40, 20, 1);
    assertThat(data.checksum())
        .isEqualTo("ddadd2ab9cd9e4b75d9d9d25015f749a5cb36a77e6d728895d529a613458b5b4");
  }

  @Test
  void drawsTheSameBytesOnOneThreadAsOnMany() throws ExecutionException, InterruptedException {
    String many = SyntheticImages.generate(ImageShape.CIFAR, 10, 200, 50, 9).checksum();
    ForkJoinPool one = new ForkJoinPool(1);
    try {
      String alone =
          one.submit(() -> SyntheticImages.generate(ImageShape.CIFAR, 10, 200, 50, 9).checksum())
              .get();
      assertThat(alone).isEqualTo(many);
    } finally {
      one.shutdown();
    }
  }

  @Test
  void drawsOtherImagesFromAnotherSeedAndForTheTest() {
    DataSet data = SyntheticImages.generate(ImageShape.CIFAR, 10, 50, 50, 1);
    assertThat(SyntheticImages.generate(ImageShape.CIFAR, 10, 50, 50, 2).checksum())
        .isNotEqualTo(data.checksum());
    assertThat(data.test().pixels()).isNotEqualTo(data.images().pixels());
  }

  @Test
  void givesEachClassItsShareInAMixedOrder() {
    Images images = SyntheticImages.generate(new ImageShape(1, 8, 6), 4, 41, 4, 3).images();
    int[] counts = new int[4];
    boolean inOrder = true;
    for (int i = 0; i < images.count(); i++) {
      counts[images.label(i)]++;
      inOrder &= images.label(i) == i % 4;
    }
    assertThat(counts).containsExactly(11, 10, 10, 10);
    assertThat(inOrder).isFalse();
    assertThat(images.classNames()).containsExactly("stripes", "bars", "diagonals", "slopes");
    assertThat(images.pixels()).hasSize(41 * 48);
  }

  @Test
  void usesTheMiddleOfTheRangeAndClipsFewPixels() {
    byte[] pixels = SyntheticImages.generate(ImageShape.CIFAR, 10, 500, 10, 5).images().pixels();
    long sum = 0;
    int clipped = 0;
    for (byte pixel : pixels) {
      sum += pixel & 0xFF;
      clipped += pixel == 0 || pixel == -1 ? 1 : 0;
    }
    assertThat(sum / (double) pixels.length).isBetween(120.0, 135.0);
    assertThat(clipped / (double) pixels.length).isLessThan(0.03);
  }

  @Test
  void refusesCountsThatCannotBe() {
    assertThatThrownBy(() -> SyntheticImages.generate(ImageShape.CIFAR, 11, 100, 100, 1))
        .isInstanceOf(DataException.class)
        .hasMessage("data.synthetic.classes must be 2 .. 10, but got 11");
    assertThatThrownBy(() -> SyntheticImages.generate(ImageShape.CIFAR, 10, 100, 9, 1))
        .hasMessage(
            "data.synthetic.test must be 10 .. 699050 images (one per class, and no more than an array can hold), but got 9");
  }
}
