package io.github.clrsearch.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clrsearch.data.ImageShape;
import io.github.clrsearch.data.PreparedData;
import io.github.clrsearch.data.Split;
import io.github.clrsearch.data.TinyImages;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MiniBatchTest {
  private static final int[] ORDER = IntStream.range(0, 12).toArray();

  @Test
  void padsItsImagesWithZerosAfterALargerBatch() {
    PreparedData data =
        PreparedData.of(
            TinyImages.noise(new ImageShape(1, 4, 4), 3, 12, 1), new Split(ORDER, new int[0]));
    MiniBatch batch = new MiniBatch(12, 16);
    BlockInputs blocks = batch.blocks();
    batch.gather(data, ORDER, 0, 12);
    blocks.block(0);
    batch.gather(data, ORDER, 0, 10);
    blocks.block(0);

    float[] padding = Arrays.copyOfRange(blocks.values(), 10 * Panels.ROW, 12 * Panels.ROW);

    assertThat(padding).containsOnly(0);
    assertThat(blocks.values()[9 * Panels.ROW]).isNotZero();
  }
}
