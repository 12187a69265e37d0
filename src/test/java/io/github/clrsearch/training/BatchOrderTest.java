package io.github.clrsearch.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("optimizing-compiler")
class BatchOrderTest {
  private static final int[] TRAINING = IntStream.range(0, 95).map(i -> 3 * i + 1).toArray();

  private final BatchOrder batches = new BatchOrder(TRAINING, 10, 9, 7);

  @Test
  void permutesTheTrainingSplitEveryEpoch() {
    for (long update = 0; update < 90; update += 9) {
      assertThat(batches.order(update)).containsExactlyInAnyOrder(TRAINING);
    }
    assertThat(TRAINING).as("shared").isSorted();
  }

  @Test
  void keepsOneOrderPerEpoch() {
    int[] order = batches.order(9).clone();

    for (int i = 0; i < 9; i++) {
      assertThat(batches.order(9 + i)).containsExactly(order);
      assertThat(batches.from(9 + i)).isEqualTo(10 * i);
    }
    assertThat(batches.from(18)).isZero();
    assertThat(batches.order(18)).isNotEqualTo(order);
  }

  @Test
  void doesNotDependOnEarlierUpdates() {
    int[] order = batches.order(40).clone();
    batches.order(0);

    assertThat(batches.order(40)).containsExactly(order);
    assertThat(new BatchOrder(TRAINING, 10, 9, 7).order(44)).containsExactly(order);
  }

  @Test
  void dependsOnTheSeed() {
    assertThat(new BatchOrder(TRAINING, 10, 9, 8).order(0)).isNotEqualTo(batches.order(0));
  }

  /**
   * Two independent orders have indices within 1 % of each other at 2 % of the positions; the same
   * draws shifted by one step would agree nearly everywhere.
   */
  @Test
  void drawsEpochsIndependently() {
    int n = 1_000_000;
    BatchOrder large = new BatchOrder(IntStream.range(0, n).toArray(), n, 1, 1);
    int[] first = large.order(0).clone();
    int[] second = large.order(1);
    for (int shift = -2; shift <= 2; shift++) {
      int near = 0;
      for (int i = 2; i < n - 2; i++) {
        near += Math.abs(first[i + shift] - second[i]) < n / 100 ? 1 : 0;
      }
      assertThat(near).as("shifted by %d", shift).isBetween(n / 100, n * 3 / 100);
    }
  }

  @Test
  void putsEveryImageIntoTheFirstBatchEquallyOften() {
    int[] seen = new int[95];
    for (long epoch = 0; epoch < 5000; epoch++) {
      int[] order = batches.order(9 * epoch);
      for (int i = 0; i < 10; i++) {
        seen[(order[i] - 1) / 3]++;
      }
    }

    // 5000 epochs at probability 10/95: a deviation of 22 around 526.
    assertThat(Arrays.stream(seen)).allSatisfy(count -> assertThat(count).isBetween(416, 636));
  }
}
