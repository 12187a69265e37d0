package clrsearch.report;

import clrsearch.search.Measurement;
import clrsearch.store.EndedTrial;
import clrsearch.training.LearningRateRange.Point;
import clrsearch.training.LearningRateSuggestion;
import java.util.List;
import java.util.Optional;

/**
 * A learning rate range test that has ended, as its trials' rows tell it.
 *
 * @param curves validation accuracy over the learning rate, one a seed
 * @param images that every accuracy was measured on
 */
public record RangeTestRows(List<List<Point>> curves, int images) {
  /** The stage that the trials of a range test are kept under. */
  public static final String STAGE = "lr-range";

  /** The test of these trials, one a seed. */
  public static RangeTestRows of(List<EndedTrial> trials) {
    return new RangeTestRows(
        trials.stream().map(RangeTestRows::curve).toList(),
        trials.stream()
            .flatMap(trial -> trial.result().measurements().stream())
            .filter(RangeTestRows::validates)
            .mapToInt(Measurement::images)
            .findFirst()
            .orElse(1));
  }

  /** A training that diverged has the points before that. */
  private static List<Point> curve(EndedTrial ended) {
    return ended.result().measurements().stream()
        .filter(RangeTestRows::validates)
        .filter(measurement -> !Double.isNaN(measurement.accuracy()))
        .map(measurement -> new Point(measurement.eta(), measurement.accuracy()))
        .toList();
  }

  private static boolean validates(Measurement measurement) {
    return measurement.split().equals(Measurement.VALIDATION);
  }

  /**
   * What the test suggests; empty where no accuracy left its start.
   *
   * @param smoothing points that the curves are averaged over, odd
   */
  public Optional<LearningRateSuggestion> suggestion(int smoothing) {
    return LearningRateSuggestion.of(curves, images, smoothing);
  }
}
