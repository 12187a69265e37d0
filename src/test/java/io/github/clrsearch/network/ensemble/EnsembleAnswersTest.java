package io.github.clrsearch.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.clrsearch.network.ensemble.Ensemble;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("optimizing-compiler")
class EnsembleAnswersTest {
  /**
   * For the first image two members slightly prefer class 0 and one strongly prefers class 1; the
   * second image is unambiguous.
   */
  private static final float[][] MEMBERS = {
    {0.6f, 0.4f, 0.5f, 0.5f}, {0.6f, 0.4f, 0.25f, 0.75f}, {0.1f, 0.9f, 0, 1}
  };

  private static Ensemble ensemble(int... labels) {
    Ensemble ensemble = new Ensemble(labels, 2);
    for (float[] member : MEMBERS) {
      ensemble.add(member);
    }
    return ensemble;
  }

  @Test
  void answersDoNotDependOnLabels() {
    for (int label = 0; label < 2; label++) {
      assertThat(ensemble(label, label).voteAnswers()).containsExactly(0, 1);
      assertThat(ensemble(label, label).meanAnswers()).containsExactly(1, 1);
    }
  }

  @Test
  void lossIsTheCrossEntropyOfTheMeanProbability() {
    double first = -Math.log((0.4 + 0.4 + 0.9) / 3);
    double second = -Math.log((0.5 + 0.75 + 1) / 3);

    assertThat(ensemble(1, 1).meanLoss()).isCloseTo((first + second) / 2, within(1e-7));
  }

  @Test
  void lossIsInfiniteIfAllMembersGiveALabelProbabilityZero() {
    Ensemble sure = new Ensemble(new int[] {0}, 2);
    sure.add(new float[] {0, 1});

    assertThat(sure.meanLoss()).isInfinite();
  }
}
