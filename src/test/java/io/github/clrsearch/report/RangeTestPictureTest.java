package io.github.clrsearch.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.clrsearch.report.RangeTestPicture.Scale;
import io.github.clrsearch.report.Svg.Line;
import io.github.clrsearch.training.LearningRateRange.Point;
import io.github.clrsearch.training.LearningRateSuggestion;
import io.github.clrsearch.training.LearningRateSuggestion.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Element;

class RangeTestPictureTest {
  private static final String SEED = "rgb(156,203,232)";
  private static final String MEDIAN = "rgb(0,114,178)";
  private static final String ETA_MIN = "rgb(0,158,115)";
  private static final String ETA_MAX = "rgb(213,94,0)";
  private static final int POINTS = 20;

  private static final LearningRateSuggestion SUGGESTION =
      new LearningRateSuggestion(new Spread(2e-4, 1e-4, 3e-4), new Spread(0.05, 0.04, 0.07), 3);

  @ParameterizedTest
  @EnumSource
  void drawsALineForEverySeedAndOneForTheirMedian(Scale scale) throws Exception {
    Svg svg = Svg.of(picture("study", List.of(curve(0), curve(0.01), curve(0.02)), scale));

    assertThat(svg.lines(SEED))
        .containsExactly(new Line(1, POINTS), new Line(1, POINTS), new Line(1, POINTS));
    assertThat(svg.lines(MEDIAN)).containsExactly(new Line(1, POINTS));
    assertThat(svg.texts()).contains("validation accuracy", "learning rate eta", "3 seeds");
  }

  @ParameterizedTest
  @EnumSource
  void marksBothBoundsWithinTheirSpread(Scale scale) throws Exception {
    Svg svg = Svg.of(picture("study", List.of(curve(0), curve(0), curve(0)), scale));

    for (String colour : List.of(ETA_MIN, ETA_MAX)) {
      Element line = svg.marks(colour).get(0);
      Element band = svg.bands(colour).get(0);
      double left = Double.parseDouble(band.getAttribute("x"));
      double right = left + Double.parseDouble(band.getAttribute("width"));

      assertThat(svg.marks(colour)).hasSize(1);
      assertThat(svg.bands(colour)).hasSize(1);
      assertThat(Double.parseDouble(line.getAttribute("x1"))).isStrictlyBetween(left, right);
    }
    assertThat(svg.texts())
        .contains(
            "Suggested by 3 of 3 seeds: eta_min 0.000200 [0.000100, 0.000300],"
                + " eta_max 0.0500 [0.0400, 0.0700]");
  }

  @Test
  void labelsDecadesOfALogarithmicAxis() throws Exception {
    Svg svg = Svg.of(picture("study", List.of(curve(0)), Scale.LOGARITHMIC));

    assertThat(svg.texts()).contains("1e-6", "1e-5", "1e-4", "1e-3", "1e-2", "1e-1");
  }

  @Test
  void leavesAGapWhereASeedHasNoAccuracy() throws Exception {
    List<Point> curve = curve(0);
    curve.set(7, new Point(curve.get(7).eta(), Double.NaN));

    Svg svg = Svg.of(picture("study", List.of(curve), Scale.LINEAR));

    assertThat(svg.lines(SEED)).containsExactly(new Line(2, POINTS - 1));
  }

  @Test
  void drawsASeedThatEndedEarlyAsFarAsItCame() throws Exception {
    Svg svg = Svg.of(picture("study", List.of(curve(0), curve(0).subList(0, 5)), Scale.LINEAR));

    assertThat(svg.lines(SEED)).containsExactlyInAnyOrder(new Line(1, POINTS), new Line(1, 5));
    assertThat(svg.lines(MEDIAN)).containsExactly(new Line(1, POINTS));
  }

  @Test
  void leavesOutALearningRateWithoutALogarithm() throws Exception {
    List<Point> curve = curve(0);
    curve.add(0, new Point(0, 0.1));

    Svg logarithmic = Svg.of(picture("study", List.of(curve), Scale.LOGARITHMIC));
    Svg linear = Svg.of(picture("study", List.of(curve), Scale.LINEAR));

    assertThat(logarithmic.lines(SEED)).containsExactly(new Line(1, POINTS));
    assertThat(linear.lines(SEED)).containsExactly(new Line(1, POINTS + 1));
  }

  @Test
  void marksASuggestionOfZeroWhereALogarithmicAxisBegins() throws Exception {
    LearningRateSuggestion zero =
        new LearningRateSuggestion(new Spread(0, 0, 1e-5), new Spread(0.05, 0.04, 0.07), 3);

    Svg svg =
        Svg.of(
            RangeTestPicture.of(
                "study", List.of(curve(0)), Optional.of(zero), 5, Scale.LOGARITHMIC));

    assertThat(svg.marks(ETA_MIN).get(0).getAttribute("x1"))
        .isEqualTo(svg.bands(ETA_MIN).get(0).getAttribute("x"));
  }

  @Test
  void saysThatThereIsNoSuggestion() throws Exception {
    Svg svg =
        Svg.of(RangeTestPicture.of("s", List.of(curve(0)), Optional.empty(), 5, Scale.LOGARITHMIC));

    assertThat(svg.marks(ETA_MIN)).isEmpty();
    assertThat(svg.marks(ETA_MAX)).isEmpty();
    assertThat(svg.texts()).contains("No suggestion");
  }

  @Test
  void keepsAHostileNameATextOfItsOwn() throws Exception {
    Svg svg =
        Svg.of(picture("</text><script>'\"&\u0001\ud800", List.of(curve(0)), Scale.LOGARITHMIC));

    assertThat(svg.texts()).contains("Learning rate range test: </text><script>'\"&\ufffd\ufffd");
    assertThat(svg.elements("script")).isEmpty();
  }

  @Test
  void givesTheSameBytesForTheSameRows() {
    Picture picture = picture("study", List.of(curve(0), curve(0.01)), Scale.LOGARITHMIC);

    assertThat(picture.svg()).isEqualTo(picture.svg());
    assertThat(picture("study", List.of(curve(0), curve(0.01)), Scale.LOGARITHMIC).svg())
        .isEqualTo(picture.svg());
  }

  @Test
  void refusesCurvesWithoutAnyAccuracy() {
    List<List<Point>> empty = List.of(List.of(), List.of(new Point(0.1, Double.NaN)));

    assertThatThrownBy(() -> picture("study", empty, Scale.LOGARITHMIC))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the learning rate range test of study cannot be drawn: none of its 2 curves has an accuracy");
  }

  private static Picture picture(String study, List<List<Point>> curves, Scale scale) {
    return RangeTestPicture.of(study, curves, Optional.of(SUGGESTION), 5, scale);
  }

  /** From 1e-6 to 1e-1. */
  private static List<Point> curve(double more) {
    List<Point> curve = new ArrayList<>();
    for (int i = 0; i < POINTS; i++) {
      curve.add(new Point(Math.pow(10, -6 + 5.0 * i / (POINTS - 1)), 0.1 + 0.02 * i + more));
    }
    return curve;
  }
}
