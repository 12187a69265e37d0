package io.github.clrsearch.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clrsearch.training.LearningRateRange.Obstacle;
import io.github.clrsearch.training.LearningRateRange.Point;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("optimizing-compiler")
class LearningRateRangeTest {
  private static final int IMAGES = 5000;

  @Test
  void findsTheStartOfTheRiseAndOfThePlateau() {
    LearningRateRange range = LearningRateRange.of(curve(100), IMAGES, 5).orElseThrow();

    // At chance level up to 0.010, then rising to 0.5 at 0.050, then constant.
    assertThat(range.etaMin()).isBetween(0.010, 0.012);
    assertThat(range.etaMax()).isBetween(0.047, 0.051);
  }

  /** An uninterrupted rise on the same images counts even if it is small. */
  @Test
  void startsAtTheFootOfTheRise() {
    List<Point> curve = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      curve.add(point(i / 1000.0, 0.1 + 0.00002 * Math.max(0, i - 4) * Math.max(0, i - 4)));
    }

    assertThat(LearningRateRange.of(curve, IMAGES, 5).orElseThrow().etaMin()).isEqualTo(0.004);
  }

  @Test
  void endsBeforeTheFirstSignificantFall() {
    List<Point> curve = new ArrayList<>(curve(100));
    curve.set(40, point(0.040, 0.3));

    assertThat(LearningRateRange.of(curve, IMAGES, 5).orElseThrow().etaMax()).isEqualTo(0.039);
  }

  @Test
  void aFallBeforeTheRiseDoesNotEndIt() {
    List<Point> curve = new ArrayList<>(curve(100));
    curve.set(5, point(0.005, 0.05));

    assertThat(LearningRateRange.of(curve, IMAGES, 5))
        .isEqualTo(LearningRateRange.of(curve(100), IMAGES, 5));
  }

  @Test
  void suggestsFromTheCurveOfADivergedTraining() {
    LearningRateRange range = LearningRateRange.of(curve(40), IMAGES, 5).orElseThrow();

    assertThat(range.etaMax()).isBetween(0.037, 0.040);
  }

  @Test
  void ignoresASinglePeak() {
    List<Point> curve = new ArrayList<>(curve(100));
    curve.set(20, point(0.020, 0.5));

    assertThat(LearningRateRange.of(curve, IMAGES, 5).orElseThrow().etaMax()).isGreaterThan(0.045);
  }

  @Test
  void suggestsNothingIfTheAccuracyStaysAtItsStart() {
    assertThat(LearningRateRange.of(curve(9), IMAGES, 5)).isEmpty();
    assertThat(LearningRateRange.of(List.of(), IMAGES, 5)).isEmpty();
  }

  @Test
  void suggestsNothingForFewPointsOrEqualBounds() {
    List<Point> slight = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      slight.add(point(i / 1000.0, i == 0 ? 0.1 : i < 30 ? 0.1125 : 0.1129));
    }

    assertThat(LearningRateRange.obstacle(curve(100).subList(8, 17), IMAGES, 5))
        .hasValue(Obstacle.FEW_POINTS);
    assertThat(LearningRateRange.obstacle(curve(100).subList(8, 40), IMAGES, 33))
        .hasValue(Obstacle.FEW_POINTS);
    assertThat(LearningRateRange.obstacle(curve(10), IMAGES, 5)).hasValue(Obstacle.LEVEL);
    assertThat(LearningRateRange.obstacle(slight, IMAGES, 5)).hasValue(Obstacle.EQUAL_BOUNDS);
    assertThat(LearningRateRange.of(slight, IMAGES, 5)).isEmpty();
    assertThat(LearningRateRange.obstacle(curve(100), IMAGES, 5)).isEmpty();
  }

  @Test
  void shrinksTheSmoothingWindowEvenlyAtTheEnds() {
    List<Point> curve = List.of(point(0, 0), point(1, 3), point(2, 0), point(3, 3), point(4, 0));

    assertThat(LearningRateRange.smooth(curve, 3, Point::accuracy)).containsExactly(0, 1, 2, 1, 0);
  }

  /** A curve whose points are 0.001 apart. */
  private static List<Point> curve(int points) {
    List<Point> curve = new ArrayList<>();
    for (int i = 0; i < points; i++) {
      double eta = i / 1000.0;
      double risen = Math.min(Math.max(eta - 0.010, 0) / 0.040, 1);
      curve.add(point(eta, 0.1 + 0.4 * risen));
    }
    return curve;
  }

  private static Point point(double eta, double accuracy) {
    return new Point(eta, accuracy, 2);
  }
}
