package io.github.clrsearch.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StandardizerTest {

  @Test
  void givesTheTrainingSplitMeanZeroAndDeviationOnePerDimension() {
    PreparedData data = TinyImages.prepared(300, 60);
    int[] training = data.split().training();

    float[] inputs = gather(data, training);

    int size = data.images().shape().size();
    for (int d = 0; d < size; d++) {
      double sum = 0;
      double squares = 0;
      for (int i = 0; i < training.length; i++) {
        double x = inputs[i * size + d];
        sum += x;
        squares += x * x;
      }
      assertThat(sum / training.length).isCloseTo(0, within(1e-6));
      assertThat(squares / training.length).isCloseTo(1, within(1e-6));
    }
  }

  @Test
  void scalesUnsignedPixelsByHand() {
    Images images = images(0, 100, 200);
    Standardizer standardizer = Standardizer.of(images, new int[] {0, 1, 2});
    float[] inputs = new float[3];

    for (int i = 0; i < 3; i++) {
      standardizer.standardize(images.pixels(), i, inputs, i, 0, 1);
    }

    float deviation = (float) Math.sqrt(1.5); // (200 - 100) / sqrt(20000 / 3)
    assertThat(inputs).containsExactly(new float[] {-deviation, 0, deviation}, within(1e-6f));
  }

  @Test
  void onlyCentresADimensionThatNeverVaries() {
    Images images = images(200, 200, 200, 251);
    Standardizer standardizer = Standardizer.of(images, new int[] {0, 1, 2});
    float[] inputs = new float[2];

    standardizer.standardize(images.pixels(), 0, inputs, 0, 0, 1);
    standardizer.standardize(images.pixels(), 3, inputs, 1, 0, 1);

    assertThat(inputs).containsExactly(new float[] {0, 51 / 255f}, within(1e-6f));
  }

  @Test
  void measuresTheTrainingSplitOnly() {
    PreparedData data = TinyImages.prepared(60, 12);
    Images images = data.images();
    byte[] changed = images.pixels().clone();
    for (int image : data.split().validation()) {
      for (int d = 0; d < images.shape().size(); d++) {
        changed[image * images.shape().size() + d] ^= 0x55;
      }
    }
    Images other = new Images(images.shape(), images.classNames(), changed, images.labels());

    float[] expected = gather(data, data.split().training());

    PreparedData prepared = PreparedData.of(other, data.split());
    assertThat(gather(prepared, data.split().training())).containsExactly(expected);
  }

  @Test
  void standardizesTheRequestedDimensionsAndLeavesTheRestOfTheBufferAlone() {
    Standardizer standardizer =
        Standardizer.of(new float[] {1, 2, 3, 4}, new float[] {0, 10, 20, 30});
    float[] inputs = {9, 9, 9, 9};
    byte[] pixels = {0, 0, (byte) 200, 100};

    standardizer.standardize(pixels, 2, inputs, 0, 1, 3);

    assertThat(inputs).containsExactly(9, 410, 320, 9);
  }

  private static float[] gather(PreparedData data, int[] indices) {
    int size = data.standardizer().size();
    float[] inputs = new float[indices.length * size];
    for (int i = 0; i < indices.length; i++) {
      data.standardizer()
          .standardize(data.images().pixels(), indices[i] * size, inputs, i * size, 0, size);
    }
    return inputs;
  }

  /** Images of a single pixel. */
  private static Images images(int... pixels) {
    byte[] bytes = new byte[pixels.length];
    IntStream.range(0, pixels.length).forEach(i -> bytes[i] = (byte) pixels[i]);
    return new Images(new ImageShape(1, 1, 1), List.of("only"), bytes, new byte[pixels.length]);
  }
}
