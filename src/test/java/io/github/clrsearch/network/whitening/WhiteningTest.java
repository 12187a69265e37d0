package io.github.clrsearch.network.whitening;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.clrsearch.data.DataException;
import io.github.clrsearch.data.Digests;
import io.github.clrsearch.data.ImageShape;
import io.github.clrsearch.data.Images;
import io.github.clrsearch.data.PreparedData;
import io.github.clrsearch.data.Split;
import io.github.clrsearch.network.Evaluation;
import io.github.clrsearch.network.Network;
import io.github.clrsearch.network.Scores;
import java.security.MessageDigest;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WhiteningTest {
  private static final ImageShape SHAPE = new ImageShape(1, 4, 4);
  private static final int[] ALL = IntStream.range(0, 400).toArray();

  /**
   * Images with two strong directions: all pixels together (deviation 160 along it), and the upper
   * against the lower half (deviation 40); everything else has deviation 4.
   */
  private static PreparedData data() {
    SplittableRandom random = new SplittableRandom(1);
    byte[] pixels = new byte[ALL.length * SHAPE.size()];
    byte[] labels = new byte[ALL.length];
    for (int i = 0; i < ALL.length; i++) {
      double brightness = 40 * normal(random);
      double contrast = 10 * normal(random);
      for (int d = 0; d < SHAPE.size(); d++) {
        double value = 128 + brightness + (d < 8 ? contrast : -contrast) + 4 * normal(random);
        pixels[i * SHAPE.size() + d] = (byte) Math.max(0, Math.min(255, Math.round(value)));
      }
      labels[i] = (byte) random.nextInt(3);
    }
    Images images = new Images(SHAPE, List.of("a", "b", "c"), pixels, labels);
    return PreparedData.of(images, new Split(ALL, new int[0]));
  }

  /** Nearly normal, with the same bits on every Java version. */
  private static double normal(SplittableRandom random) {
    double sum = -6;
    for (int i = 0; i < 12; i++) {
      sum += random.nextDouble();
    }
    return sum;
  }

  /** Standard deviations of brightness, of contrast and of one pixel against its neighbour. */
  private static double[] deviations(Images images) {
    double[] sums = new double[3];
    double[] squares = new double[3];
    for (int i = 0; i < images.count(); i++) {
      double[] along = new double[3];
      for (int d = 0; d < SHAPE.size(); d++) {
        int x = images.pixels()[i * SHAPE.size() + d] & 0xFF;
        along[0] += x / 4.0;
        along[1] += (d < 8 ? x : -x) / 4.0;
        along[2] += d == 0 ? x / Math.sqrt(2) : d == 1 ? -x / Math.sqrt(2) : 0;
      }
      for (int each = 0; each < 3; each++) {
        sums[each] += along[each];
        squares[each] += along[each] * along[each];
      }
    }
    double n = images.count();
    return IntStream.range(0, 3)
        .mapToDouble(each -> Math.sqrt(squares[each] / n - Math.pow(sums[each] / n, 2)))
        .toArray();
  }

  @Test
  void theStrongestComponentGetsTheDeviationOfTheLast() {
    double[] before = deviations(data().images());
    double[] after = deviations(new Whitening(data(), 2).whitened().images());

    assertThat(before[0] / before[1]).isGreaterThan(3.5);
    assertThat(after[0] / after[1]).isCloseTo(1, within(0.05));
    assertThat(after[1] / after[2]).isCloseTo(before[1] / before[2], within(0.5));
  }

  @Test
  void aNetworkOfWhitenedImagesIsOneOfTheOriginalImages() {
    PreparedData original = data();
    Whitening whitening = new Whitening(original, 2);
    Network trained = Network.random(SHAPE.size(), 20, 3, 5);
    for (int i = 0; i < 20; i++) {
      trained.b1().data[i] = (i - 10) / 10f;
    }
    Network before = trained.copy();

    Scores inner = scores(whitening.whitened(), trained);
    Scores outer = scores(original, whitening.unfold(trained));

    assertThat(trained.w1().data).isEqualTo(before.w1().data);
    // Whitened bytes are rounded.
    assertThat(outer.loss()).isCloseTo(inner.loss(), within(2e-3));
    assertThat(outer.accuracy()).isCloseTo(inner.accuracy(), within(0.02));
  }

  private static Scores scores(PreparedData data, Network network) {
    return new Evaluation(data).measure(network, ALL, ALL.length, 0);
  }

  @Test
  void givesTheSameBytesEverywhere() {
    byte[] bytes = new Whitening(data(), 3).whitened().images().pixels();

    assertThat(new Whitening(data(), 3).whitened().images().pixels()).isEqualTo(bytes);
    assertThat(digest(bytes)).startsWith("797e8d106bd79e8b");
  }

  private static String digest(byte[] bytes) {
    MessageDigest digest = Digests.sha256();
    digest.update(bytes);
    return Digests.hex(digest);
  }

  @Test
  void imagesWithoutVarianceStayAsTheyAre() {
    Images flat = new Images(SHAPE, List.of("a", "b"), new byte[10 * SHAPE.size()], new byte[10]);
    PreparedData data =
        PreparedData.of(flat, new Split(IntStream.range(0, 10).toArray(), new int[0]));

    Whitening whitening = new Whitening(data, 4);

    assertThat(whitening.whitened().images().pixels()).containsOnly((byte) 128);
    Network network = whitening.unfold(Network.random(SHAPE.size(), 5, 2, 1));
    for (float weight : network.w1().data) {
      assertThat(weight).isFinite();
    }
  }

  @Test
  void thereMustBeAsManyInputsAndTrainingImages() {
    assertThatThrownBy(() -> new Whitening(data(), 17))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "data.whitening must be at most 16 (256, or the number of inputs or training images), but got 17");
  }
}
