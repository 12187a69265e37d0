package io.github.clrsearch.training;

import static io.github.clrsearch.training.Trainings.hyperparameters;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.clrsearch.data.ImageShape;
import io.github.clrsearch.data.Images;
import io.github.clrsearch.data.PreparedData;
import io.github.clrsearch.data.Split;
import io.github.clrsearch.data.TinyImages;
import io.github.clrsearch.network.MiniBatch;
import io.github.clrsearch.network.Network;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Results that must be the same on every processor and Java version, because stored trials are
 * resumed.
 */
class GoldenBitsTest {

  @Test
  void gathersTheRecordedInputs() {
    Images images = TinyImages.noise(ImageShape.CIFAR, 10, 40, 1);
    int[] all = IntStream.range(0, 40).toArray();
    MiniBatch batch = new MiniBatch(10, ImageShape.CIFAR.size());

    batch.gather(PreparedData.of(images, new Split(all, new int[0])), all, 20, 10);

    assertThat(digest(batch.inputs().data)).isEqualTo("43d15f6042af80ec");
  }

  @ParameterizedTest
  @CsvSource({"1, af88bcd577821b3f", "0.8, 28b5a4d87908f1ff"})
  void trainsToTheRecordedWeights(double p, String expected) {
    Network network = Trainings.record(hyperparameters(2, 0.01, p)).cycles.get(1).network();

    assertThat(digest(network.w1().data, network.b1().data, network.w2().data, network.b2().data))
        .isEqualTo(expected);
  }

  static String digest(float[]... arrays) {
    int length = 0;
    for (float[] array : arrays) {
      length += array.length;
    }
    ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * length);
    for (float[] array : arrays) {
      bytes.asFloatBuffer().put(array);
      bytes.position(bytes.position() + Float.BYTES * array.length);
    }
    return digest(bytes.array());
  }

  static String digest(byte[] bytes) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(Arrays.copyOf(digest, 8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
