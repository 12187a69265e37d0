package io.github.clrsearch.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clrsearch.training.FinalEnsembles.Predictions;
import io.github.clrsearch.training.FinalEnsembles.Together;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("optimizing-compiler")
class FinalEnsemblesTest {
  private static final int[] VALIDATION = {0, 1, 0, 1};
  private static final int[] TEST = {1, 0, 1};
  private static final FinalEnsembles ENSEMBLES = new FinalEnsembles(VALIDATION, TEST, 2);

  /** A snapshot that is correct on the given number of first images, and wrong on the others. */
  private static float[] rightAbout(int count, int[] labels) {
    float[] probabilities = new float[2 * labels.length];
    for (int i = 0; i < labels.length; i++) {
      boolean right = i < count;
      probabilities[2 * i + labels[i]] = right ? 0.75f : 0.25f;
      probabilities[2 * i + 1 - labels[i]] = right ? 0.25f : 0.75f;
    }
    return probabilities;
  }

  private static Predictions answers(int training, int cycle, int onValidation, int onTest) {
    return new Predictions(
        training, cycle, rightAbout(onValidation, VALIDATION), rightAbout(onTest, TEST));
  }

  /** Predictions of the given numbers of trainings and cycles. */
  private static List<List<Predictions>> trainings(int trainings, int cycles) {
    return IntStream.range(0, trainings)
        .mapToObj(t -> IntStream.rangeClosed(1, cycles).mapToObj(c -> answers(t, c, 1, 1)).toList())
        .toList();
  }

  private static List<Predictions> averages(int trainings, int cycles) {
    return IntStream.range(0, trainings).mapToObj(t -> answers(t, cycles, 1, 1)).toList();
  }

  private static String named(Together together) {
    return together.members() + ": " + String.join(" ", together.networks());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1 | 1 | single: 0/1
          1 | 2 | single: 0/2; all: 0/1 0/2; greedy: 0/1; swa: 0/1 0/2
          1 | 4 | single: 0/4; all: 0/1 0/2 0/3 0/4; last-2: 0/3 0/4; last-3: 0/2 0/3 0/4; greedy: 0/1; swa: 0/1 0/2 0/3 0/4
          3 | 1 | last-1: 0/1 1/1 2/1; greedy: 0/1
          2 | 3 | last-1: 0/3 1/3; all: 0/1 0/2 0/3 1/1 1/2 1/3; last-2: 0/2 0/3 1/2 1/3; greedy: 0/1; swa: 0/1 0/2 0/3 1/1 1/2 1/3
          """)
  void namesTheMembersOfEachEnsemble(int trainings, int cycles, String expected) {
    assertThat(ENSEMBLES.of(trainings(trainings, cycles), averages(trainings, cycles), List.of()))
        .extracting(FinalEnsemblesTest::named)
        .containsExactly(expected.split("; "));
  }

  /** The second is best on validation images and worst on the test images. */
  @Test
  void choosesOnValidationImagesOnly() {
    List<Predictions> snapshots =
        List.of(answers(0, 1, 2, 3), answers(0, 2, 4, 0), answers(0, 3, 3, 3));

    List<Together> found = ENSEMBLES.of(List.of(snapshots), averages(1, 3), List.of());
    Together greedy = found.get(found.size() - 2);

    assertThat(named(greedy)).isEqualTo("greedy: 0/2");
    assertThat(greedy.validation().meanAccuracy()).isEqualTo(1);
    assertThat(greedy.test().meanAccuracy()).isZero();
  }

  @Test
  void singleIsTheLastSnapshot() {
    Together single =
        ENSEMBLES
            .of(
                List.of(List.of(answers(0, 1, 4, 3), answers(0, 2, 1, 2))),
                averages(1, 2),
                List.of())
            .get(0);

    assertThat(single.validation().meanAccuracy()).isEqualTo(0.25);
    assertThat(single.test().meanAccuracy()).isEqualTo(2.0 / 3);
    assertThat(single.test().voteAccuracy()).isEqualTo(2.0 / 3);
  }

  @Test
  void theLastIsThatOverMovedImages() {
    List<List<Predictions>> two = trainings(2, 1);

    List<Together> found =
        ENSEMBLES.of(two, List.of(), List.of(answers(0, 1, 3, 3), answers(1, 1, 3, 3)));

    assertThat(found)
        .extracting(FinalEnsemblesTest::named)
        .containsExactly("last-1: 0/1 1/1", "greedy: 0/1", "tta: 0/1 1/1");
    assertThat(found.get(2).validation().meanAccuracy()).isEqualTo(0.75);
  }
}
