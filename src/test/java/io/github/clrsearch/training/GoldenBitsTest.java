package io.github.clrsearch.training;

import static io.github.clrsearch.training.Trainings.hyperparameters;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.clrsearch.data.ImageShape;
import io.github.clrsearch.data.Images;
import io.github.clrsearch.data.PreparedData;
import io.github.clrsearch.data.Split;
import io.github.clrsearch.data.TinyImages;
import io.github.clrsearch.network.Blas;
import io.github.clrsearch.network.MiniBatch;
import io.github.clrsearch.network.Network;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bits of the first version: what was stored then is found again by the same trials now. */
@Tag("optimizing-compiler")
class GoldenBitsTest {

  @Test
  void gathersWhatItGathered() {
    Images images = TinyImages.noise(ImageShape.CIFAR, 10, 40, 1);
    int[] all = IntStream.range(0, 40).toArray();
    MiniBatch batch = new MiniBatch(10, ImageShape.CIFAR.size());

    batch.gather(PreparedData.of(images, new Split(all, new int[0])), all, 20, 10);

    assertThat(digest(batch.inputs().data)).isEqualTo("43d15f6042af80ec");
  }

  @ParameterizedTest
  @CsvSource({"1, 1e8bd4117e058ba0", "0.8, 779ce87e7fbc2f33"})
  void trainsToTheWeightsItTrainedTo(double p, String expected) {
    assumeThat(arithmetic())
        .as("this processor and BLAS round as those of the first version did")
        .isEqualTo("ed21df7db617d92b");

    Network network = Trainings.record(hyperparameters(2, 0.01, p)).cycles.get(1).network();

    assertThat(digest(network.w1().data, network.b1().data, network.w2().data, network.b2().data))
        .isEqualTo(expected);
  }

  /** How a BLAS adds up and what exp rounds to differ between processors. */
  private static String arithmetic() {
    Blas blas = Blas.instance();
    SplittableRandom random = new SplittableRandom(1);
    FMatrixRMaj inputs = random(random, 10, 16);
    FMatrixRMaj w1 = random(random, 8, 16);
    FMatrixRMaj w2 = random(random, 3, 8);
    FMatrixRMaj hidden = random(random, 10, 8);
    FMatrixRMaj output = random(random, 10, 3);
    blas.multTransB(1, inputs, w1, 0, hidden);
    blas.multTransB(1, hidden, w2, 0, output);
    blas.mult(1, output, w2, 0, hidden);
    blas.multTransA(-0.1f, output, hidden, 0.9f, w2);
    blas.multTransA(-0.1f, hidden, inputs, 0.9f, w1);
    float[] exponentials = new float[1000];
    for (int i = 0; i < exponentials.length; i++) {
      exponentials[i] = (float) Math.exp(-10 * random.nextDouble());
    }
    return digest(hidden.data, output.data, w1.data, w2.data, exponentials);
  }

  private static FMatrixRMaj random(SplittableRandom random, int rows, int columns) {
    FMatrixRMaj matrix = new FMatrixRMaj(rows, columns);
    for (int i = 0; i < matrix.data.length; i++) {
      matrix.data[i] = (float) random.nextDouble() - 0.5f;
    }
    return matrix;
  }

  private static String digest(float[]... arrays) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (float[] array : arrays) {
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * array.length);
        bytes.asFloatBuffer().put(array);
        digest.update(bytes.array());
      }
      return HexFormat.of().formatHex(Arrays.copyOf(digest.digest(), 8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
