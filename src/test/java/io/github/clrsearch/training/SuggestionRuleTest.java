package io.github.clrsearch.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.clrsearch.training.LearningRateRange.Obstacle;
import io.github.clrsearch.training.LearningRateRange.Point;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

@Tag("optimizing-compiler")
class SuggestionRuleTest {
  private static final int IMAGES = 5000;

  /**
   * 61 points from 1e-5 to 10, ten per decade: the loss is level up to 1e-3, falls to 1e-1, fastest
   * just above 1e-2, is level up to 1, and explodes.
   */
  private static List<Point> curve() {
    return IntStream.rangeClosed(0, 60).mapToObj(i -> point(i, loss(i))).toList();
  }

  private static double loss(int i) {
    if (i <= 20) {
      return 2.3;
    }
    if (i <= 30) {
      return 2.3 - 0.03 * (i - 20);
    }
    if (i <= 40) {
      return 1.94 - 0.06 * (i - 30);
    }
    return i <= 50 ? 1.34 : 1.34 + 0.2 * (i - 50);
  }

  private static Point point(int i, double loss) {
    return new Point(StrictMath.pow(10, i / 10.0 - 5), 0.1, loss);
  }

  private static double etaMax(SuggestionRule rule, List<Point> curve) {
    return rule.suggest(curve, IMAGES, 1).orElseThrow().etaMax();
  }

  @ParameterizedTest
  @CsvSource({
    // The steepest step starts at 1e-2.
    "STEEPEST, 0.01",
    // The lowest loss is at 0.1.
    "MINIMUM, 0.01",
    // The longest falling sequence has 21 points and ends at point 40: from point 19 on.
    "VALLEY, 0.00794328",
    // The slope is -0.3 per decade at point 40, and at point 28, 1.2 decades below.
    "SLIDE, 0.00794328"
  })
  void rulesReadTheLoss(SuggestionRule rule, double expected) {
    assertThat(etaMax(rule, curve())).isCloseTo(expected, within(1e-3 * expected));
  }

  @Test
  void theLowestRateIsAHundredthOfTheHighest() {
    LearningRateRange range = SuggestionRule.VALLEY.suggest(curve(), IMAGES, 1).orElseThrow();

    assertThat(range.etaMin()).isCloseTo(range.etaMax() / 100, within(1e-12));
  }

  @Test
  void theRuleOfTheReportReadsTheAccuracy() {
    List<Point> rising =
        IntStream.range(0, 60)
            .mapToObj(i -> new Point(i / 1000.0, 0.1 + 0.01 * Math.min(i, 40), 2))
            .toList();

    assertThat(SuggestionRule.REPORT.suggest(rising, IMAGES, 5))
        .isEqualTo(LearningRateRange.of(rising, IMAGES, 5))
        .isPresent();
    assertThat(SuggestionRule.REPORT.obstacle(curve(), IMAGES, 5)).hasValue(Obstacle.LEVEL);
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "REPORT")
  void aLossThatNeverFallsGivesNoSuggestion(SuggestionRule rule) {
    List<Point> rising = IntStream.range(0, 20).mapToObj(i -> point(i, 2 + i)).toList();

    assertThat(rule.suggest(rising, IMAGES, 5)).isEmpty();
    assertThat(rule.obstacle(rising, IMAGES, 5)).hasValue(Obstacle.NO_FALL);
    assertThat(rule.obstacle(curve().subList(0, 9), IMAGES, 5)).hasValue(Obstacle.FEW_POINTS);
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "REPORT")
  void aLossThatFallsToTheEndGivesASuggestionWithinTheTest(SuggestionRule rule) {
    List<Point> falling = IntStream.range(0, 40).mapToObj(i -> point(i, 40 - i)).toList();

    assertThat(etaMax(rule, falling)).isBetween(1e-6, falling.get(39).eta());
  }

  @Test
  void aRateOfZeroHasNoLogarithm() {
    Point[] linear =
        IntStream.range(0, 40)
            .mapToObj(i -> new Point(i / 100.0, 0.1, 2 - 0.01 * i))
            .toArray(Point[]::new);

    for (SuggestionRule rule : SuggestionRule.values()) {
      rule.suggest(Arrays.asList(linear), IMAGES, 5)
          .ifPresent(range -> assertThat(range.etaMax()).isPositive().isFinite());
    }
  }
}
