package io.github.clrsearch.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clrsearch.training.LearningRateRange.Point;
import io.github.clrsearch.training.LearningRateSuggestion.BoundOverSeeds;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("optimizing-compiler")
class LearningRateSuggestionTest {
  private static final int IMAGES = 5000;

  @Test
  void isTheMedianOverTheSeedsWithTheirSpread() {
    LearningRateSuggestion suggestion = of(30, 10, 20);

    assertThat(suggestion.etaMin()).isEqualTo(new BoundOverSeeds(0.020, 0.010, 0.030));
    assertThat(suggestion.etaMax().lowest()).isLessThan(suggestion.etaMax().median());
    assertThat(suggestion.seeds()).isEqualTo(3);
  }

  @Test
  void averagesTheMiddleTwoOfAnEvenNumber() {
    assertThat(of(30, 10).etaMin()).isEqualTo(new BoundOverSeeds(0.020, 0.010, 0.030));
  }

  @Test
  void omitsSeedsWhoseAccuracyDoesNotRise() {
    LearningRateSuggestion suggestion = of(10, 1000);

    assertThat(suggestion.etaMin()).isEqualTo(new BoundOverSeeds(0.010, 0.010, 0.010));
    assertThat(suggestion.seeds()).isEqualTo(1);
  }

  @Test
  void isEmptyIfNoSeedHasASuggestion() {
    assertThat(LearningRateSuggestion.of(SuggestionRule.REPORT, List.of(curve(1000)), IMAGES, 5))
        .isEmpty();
    assertThat(LearningRateSuggestion.of(SuggestionRule.REPORT, List.of(), IMAGES, 5)).isEmpty();
  }

  /** A suggestion from curves that start to rise at the given learning rates, in thousandths. */
  private static LearningRateSuggestion of(int... starts) {
    List<List<Point>> curves =
        Arrays.stream(starts).mapToObj(LearningRateSuggestionTest::curve).toList();
    return LearningRateSuggestion.of(SuggestionRule.REPORT, curves, IMAGES, 5).orElseThrow();
  }

  /**
   * At chance level up to a learning rate in thousandths, then rising by one point per step, by 40
   * at most.
   */
  private static List<Point> curve(int start) {
    return IntStream.range(0, 100)
        .mapToObj(i -> new Point(i / 1000.0, 0.1 + 0.01 * Math.min(Math.max(0, i - start), 40), 2))
        .toList();
  }
}
