package io.github.clrsearch.report;

import static io.github.clrsearch.report.EndedTrials.CYCLES;
import static io.github.clrsearch.report.EndedTrials.PER_CYCLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.clrsearch.report.Svg.Line;
import io.github.clrsearch.search.trial.Measurement;
import io.github.clrsearch.search.trial.Outcome;
import io.github.clrsearch.search.trial.TrialResult;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LearningCurvesPictureTest {
  private static final String TRAINING = "rgb(0,114,178)";
  private static final String VALIDATION = "rgb(213,94,0)";
  private static final String ETA = "rgb(0,158,115)";
  private static final String CYCLE_END = "rgb(102,102,102)";
  private static final int MEASURED = CYCLES * PER_CYCLE + 1;

  @Test
  void drawsEveryMeasurementOfCostLossAndAccuracy() throws Exception {
    Svg svg = Svg.of(LearningCurvesPicture.of(EndedTrials.completed()));

    for (String split : List.of(TRAINING, VALIDATION)) {
      Line whole = new Line(1, MEASURED);
      assertThat(svg.dots(split)).isEqualTo(3 * MEASURED);
      assertThat(svg.lines(split)).containsExactly(whole, whole, whole);
    }
    assertThat(svg.texts())
        .contains("cost (nats)", "loss (nats)", "accuracy", "learning rate eta", "updates")
        .contains("Learning curves: train/0 of study", "lambda=0.01 eta_min=1e-5 eta_max=0.1");
  }

  @Test
  void marksEveryCyclesEndInEveryPanel() throws Exception {
    Svg svg = Svg.of(LearningCurvesPicture.of(EndedTrials.completed()));

    assertThat(svg.marks(CYCLE_END)).hasSize(4 * CYCLES);
    assertThat(svg.texts()).contains("cycle 1", "cycle 2").doesNotContain("cycle 3");
  }

  @Test
  void drawsTheLearningRateAsTheScheduleHasIt() throws Exception {
    Svg svg = Svg.of(LearningCurvesPicture.of(EndedTrials.completed()));

    assertThat(svg.lines(ETA)).containsExactly(new Line(1, 2 * CYCLES + 1));
  }

  @Test
  void drawsTheMeasuredLearningRateWhereThereIsNoSchedule() throws Exception {
    TrialResult result =
        new TrialResult(new Outcome.Completed(), List.of(), EndedTrials.measurements(), 200);

    Svg svg = Svg.of(LearningCurvesPicture.of(EndedTrials.ended("s", Map.of(), Map.of(), result)));

    assertThat(svg.lines(ETA)).containsExactly(new Line(1, 2 * MEASURED));
    assertThat(svg.marks(CYCLE_END)).isEmpty();
    assertThat(svg.texts()).doesNotContain("cycle ends");
  }

  @Test
  void leavesAGapWhereThereIsNoNumber() throws Exception {
    List<Measurement> measurements = EndedTrials.measurements();
    measurements.set(6, EndedTrials.measurement(75, Measurement.TRAINING, Double.NaN, Double.NaN));
    measurements.set(
        10, EndedTrials.measurement(125, Measurement.TRAINING, Double.POSITIVE_INFINITY, 0.3));

    Svg svg =
        Svg.of(
            LearningCurvesPicture.of(
                EndedTrials.with("study", new Outcome.Completed(), measurements)));

    // Between two gaps there is a dot alone.
    assertThat(svg.lines(TRAINING))
        .containsExactly(
            new Line(2, MEASURED - 3), new Line(2, MEASURED - 3), new Line(2, MEASURED - 1));
    assertThat(svg.dots(TRAINING)).isEqualTo(3 * MEASURED - 5);
    assertThat(svg.dots(VALIDATION)).isEqualTo(3 * MEASURED);
  }

  @Test
  void letsALossThatDwarfsTheOthersLeaveItsPanel() throws Exception {
    List<Measurement> measurements = EndedTrials.measurements();
    int last = measurements.size() - 1;
    measurements.set(last, EndedTrials.measurement(200, Measurement.VALIDATION, 1e30, 0.1));

    Svg svg =
        Svg.of(
            LearningCurvesPicture.of(
                EndedTrials.with(
                    "study", new Outcome.Diverged("the loss is not finite"), measurements)));

    assertThat(svg.texts()).anyMatch(text -> text.endsWith("diverged: the loss is not finite"));
    assertThat(svg.texts()).contains("0.5").noneMatch(text -> text.contains("E"));
  }

  @Test
  void keepsAHostileNameATextOfItsOwn() throws Exception {
    String name = "]]><a href='https://example.org'>";

    Svg svg =
        Svg.of(
            LearningCurvesPicture.of(
                EndedTrials.with(name, new Outcome.Completed(), EndedTrials.measurements())));

    assertThat(svg.texts()).contains("Learning curves: train/0 of " + name);
    assertThat(svg.elements("a")).isEmpty();
  }

  @Test
  void givesTheSameBytesForTheSameRows() {
    assertThat(LearningCurvesPicture.of(EndedTrials.completed()).svg())
        .isEqualTo(LearningCurvesPicture.of(EndedTrials.completed()).svg());
  }

  @Test
  void refusesATrialThatMeasuredNothing() {
    assertThatThrownBy(
            () ->
                LearningCurvesPicture.of(
                    EndedTrials.with("study", new Outcome.Failed("no memory"), List.of())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the learning curves of train/0 cannot be drawn: it measured nothing (failed)");
  }
}
