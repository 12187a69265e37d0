package io.github.clrsearch.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("optimizing-compiler")
class DropoutTest {
  private static final int LENGTH = 100_003;

  @ParameterizedTest
  @ValueSource(doubles = {0.1, 0.5, 0.8, 0.95})
  void keepsTheFractionPAndPreservesTheMean(double p) {
    float[] values = mask(1, 0, p, LENGTH);

    float scale = Dropout.scale(p);
    int kept = 0;
    for (float value : values) {
      assertThat(value == 0 || value == scale).isTrue();
      kept += value == scale ? 1 : 0;
    }
    double fraction = (double) kept / LENGTH;
    double deviation = Math.sqrt(p * (1 - p) / LENGTH);
    assertThat(fraction).isCloseTo(p, within(4 * deviation));
    assertThat(fraction * scale).as("mean").isCloseTo(1, within(4 * deviation / p));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.1, 0.5, 0.8, 0.95})
  void scalesByOneOverP(double p) {
    assertThat((double) Dropout.scale(p)).isCloseTo(1 / p, within(1e-3));
  }

  /** The last values that do not fill a group of four are drawn separately. */
  @Test
  void keepsEveryPositionEquallyOften() {
    int[] kept = new int[7];
    Dropout dropout = new Dropout(1);
    for (int update = 0; update < 10_000; update++) {
      float[] values = ones(7);
      dropout.startUpdate(update);
      drop(dropout, values, 7, 0.8);
      for (int i = 0; i < 7; i++) {
        kept[i] += values[i] > 0 ? 1 : 0;
      }
    }

    // 10,000 draws at probability 0.8: a deviation of 40 around 8000.
    assertThat(Arrays.stream(kept)).allSatisfy(n -> assertThat(n).isBetween(7840, 8160));
  }

  @Test
  void leavesTheArrayUntouchedAtOne() {
    float[] values = {1, Float.NaN, -0.0f, Float.POSITIVE_INFINITY, 5};
    float[] before = values.clone();
    Dropout dropout = new Dropout(1);
    dropout.startUpdate(0);

    drop(dropout, values, values.length, 1);

    assertThat(values).containsExactly(before);
  }

  @Test
  void drawsTheSameMaskForTheSameSeedAndUpdate() {
    assertThat(mask(1, 5, 0.8, 1000)).containsExactly(mask(1, 5, 0.8, 1000));
  }

  @Test
  void masksDependOnlyOnSeedAndUpdate() {
    Dropout dropout = new Dropout(1);
    dropout.startUpdate(3);
    drop(dropout, new float[10], 10, 0.3);
    float[] values = ones(1000);

    dropout.startUpdate(5);
    drop(dropout, values, values.length, 0.8);

    assertThat(values).containsExactly(mask(1, 5, 0.8, 1000));
  }

  /** Independent masks at 1/2 agree on half of the positions: 500 with a deviation of 16. */
  @ParameterizedTest
  @CsvSource({"1, 6", "2, 5", "2, 6"})
  void drawsAnotherMaskForAnotherSeedOrUpdate(long seed, long update) {
    assertThat(agreement(mask(1, 5, 0.5, 1000), mask(seed, update, 0.5, 1000))).isBetween(430, 570);
  }

  @Test
  void drawsAnotherMaskForTheSecondLayerOfAnUpdate() {
    Dropout dropout = new Dropout(1);
    dropout.startUpdate(5);
    float[] first = ones(1000);
    float[] second = ones(1000);

    drop(dropout, first, 1000, 0.5);
    drop(dropout, second, 1000, 0.5);

    assertThat(agreement(first, second)).isBetween(430, 570);
  }

  @Test
  void modifiesOnlyTheFirstValues() {
    float[] values = ones(10);
    Dropout dropout = new Dropout(1);
    dropout.startUpdate(0);

    drop(dropout, values, 6, 0.5);

    assertThat(Arrays.copyOf(values, 6)).doesNotContain(1);
    assertThat(Arrays.copyOfRange(values, 6, 10)).containsOnly(1);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -0.1, 1.1, Double.NaN})
  void rejectsAProbabilityOutsideItsRange(double p) {
    assertThatThrownBy(() -> new Dropout(1).drop(new byte[1], 1, p))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("p must be in (0, 1], but got " + p);
  }

  private static float[] mask(long seed, long update, double p, int length) {
    float[] values = ones(length);
    Dropout dropout = new Dropout(seed);
    dropout.startUpdate(update);
    drop(dropout, values, length, p);
    return values;
  }

  private static void drop(Dropout dropout, float[] values, int length, double p) {
    byte[] kept = new byte[length];
    Arrays.fill(kept, (byte) -1);
    dropout.drop(kept, length, p);
    Dropout.apply(kept, 0, values, 0, length, Dropout.scale(p));
  }

  private static float[] ones(int length) {
    float[] ones = new float[length];
    Arrays.fill(ones, 1);
    return ones;
  }

  private static int agreement(float[] a, float[] b) {
    int same = 0;
    for (int i = 0; i < a.length; i++) {
      same += a[i] == b[i] ? 1 : 0;
    }
    return same;
  }
}
