package io.github.clrsearch.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LearningTest {
  private static int[] known(Learning learning) {
    return IntStream.range(0, 7).map(learning::known).toArray();
  }

  @Test
  void aTrialKnowsAllButTheLastTrialsBeforeIt() {
    assertThat(known(new Learning.Lag(1))).containsExactly(0, 1, 2, 3, 4, 5, 6);
    assertThat(known(new Learning.Lag(3))).containsExactly(0, 0, 0, 1, 2, 3, 4);
  }

  @Test
  void aBatchKnowsTheBatchesBeforeIt() {
    assertThat(known(new Learning.Batch(3))).containsExactly(0, 0, 0, 3, 3, 3, 6);
    assertThat(known(new Learning.Batch(1))).isEqualTo(known(new Learning.Lag(1)));
    assertThat(Arrays.stream(known(new Learning.Batch(7))).sum()).isZero();
  }

  @Test
  void needsAtLeastOneTrial() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Learning.Lag(0))
        .withMessage("lag must be at least 1, but got 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Learning.Batch(-1))
        .withMessage("batch must be at least 1, but got -1");
  }
}
