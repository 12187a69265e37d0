package io.github.clrsearch.network.ensemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("optimizing-compiler")
class ConfusionTest {
  /** Two of three images of class 0 are right, one of two of class 1; class 3 has no image. */
  private static final Confusion CONFUSION =
      new Confusion(new int[] {0, 0, 0, 1, 1, 2}, new int[] {0, 0, 3, 1, 0, 2}, 4);

  @Test
  void countsThePredictedClassesOfEachLabel() {
    int[][] counts = new int[4][4];
    for (int label = 0; label < 4; label++) {
      for (int answer = 0; answer < 4; answer++) {
        counts[label][answer] = CONFUSION.count(label, answer);
      }
    }

    assertThat(counts)
        .isDeepEqualTo(new int[][] {{2, 0, 0, 1}, {1, 1, 0, 0}, {0, 0, 1, 0}, {0, 0, 0, 0}});
  }

  @Test
  void computesTheAccuracy() {
    assertThat(CONFUSION.accuracy()).isEqualTo(4.0 / 6);
    assertThat(CONFUSION.correct()).isEqualTo(4);
    assertThat(CONFUSION.images()).isEqualTo(6);
  }

  @Test
  void rejectsADifferentNumberOfAnswers() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Confusion(new int[3], new int[2], 4))
        .withMessage("expected one answer for each of 3 labels, found 2 answers");
  }
}
