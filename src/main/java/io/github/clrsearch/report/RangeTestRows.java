package io.github.clrsearch.report;

import io.github.clrsearch.search.space.Numbers;
import io.github.clrsearch.search.trial.Measurement;
import io.github.clrsearch.search.trial.Outcome;
import io.github.clrsearch.search.trial.TrialResult;
import io.github.clrsearch.store.EndedTrial;
import io.github.clrsearch.training.LearningRateRange;
import io.github.clrsearch.training.LearningRateRange.Obstacle;
import io.github.clrsearch.training.LearningRateRange.Point;
import io.github.clrsearch.training.LearningRateSuggestion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A finished learning rate range test.
 *
 * @param curves validation accuracy over the learning rate, one curve per seed
 * @param images number of images that each accuracy was measured on
 * @param results of the trainings, one per seed
 */
public record RangeTestRows(List<List<Point>> curves, int images, List<TrialResult> results) {
  /** Name of the stage of a range test's trials. */
  public static final String STAGE = "lr-range";

  /** The test with these trials, one per seed. */
  public static RangeTestRows of(List<EndedTrial> trials) {
    return new RangeTestRows(
        trials.stream().map(RangeTestRows::curve).toList(),
        trials.stream()
            .flatMap(trial -> trial.result().measurements().stream())
            .filter(RangeTestRows::validates)
            .mapToInt(Measurement::images)
            .findFirst()
            .orElse(1),
        trials.stream().map(EndedTrial::result).toList());
  }

  /** Points of a training, up to its divergence. */
  private static List<Point> curve(EndedTrial ended) {
    return ended.result().measurements().stream()
        .filter(RangeTestRows::validates)
        .filter(point -> !Double.isNaN(point.eta()) && !Double.isNaN(point.accuracy()))
        .map(measurement -> new Point(measurement.eta(), measurement.accuracy()))
        .toList();
  }

  private static boolean validates(Measurement measurement) {
    return measurement.split().equals(Measurement.VALIDATION);
  }

  /**
   * The suggested learning rates; empty if no seed gives a suggestion.
   *
   * @param smoothing number of points in the moving average of the curves, odd
   */
  public Optional<LearningRateSuggestion> suggestion(int smoothing) {
    return LearningRateSuggestion.of(curves, images, smoothing);
  }

  /**
   * Why seeds give no suggestion and what to do about it, one line per cause.
   *
   * @param smoothing number of points in the moving average of the curves, odd
   */
  public List<String> obstacles(int smoothing) {
    Map<String, Integer> seeds = new LinkedHashMap<>();
    for (int seed = 0; seed < curves.size(); seed++) {
      int index = seed;
      LearningRateRange.obstacle(curves.get(seed), images, smoothing)
          .map(obstacle -> text(obstacle, index, LearningRateRange.fewest(smoothing)))
          .ifPresent(text -> seeds.merge(text, 1, Integer::sum));
    }
    return seeds.entrySet().stream()
        .map(
            entry ->
                "%s of %s: %s"
                    .formatted(
                        entry.getValue(), Numbers.count(curves.size(), "seed"), entry.getKey()))
        .toList();
  }

  private String text(Obstacle obstacle, int seed, int fewest) {
    TrialResult result = results.get(seed);
    boolean diverged = result.outcome() instanceof Outcome.Diverged;
    if (result.outcome() instanceof Outcome.Failed failed) {
      return "the training failed (%s): fix the cause and run the test again"
          .formatted(failed.reason());
    }
    return switch (obstacle) {
      case FEW_POINTS -> fewPoints(result, curves.get(seed).size(), fewest);
      case LEVEL ->
          diverged
              ? "the training diverged before the accuracy rose: lower lr-range.eta-max, or raise lr-range.epochs and lr-range.points"
              : "the accuracy never rose: raise lr-range.eta-max or lr-range.epochs";
      case EQUAL_BOUNDS ->
          "the start and the end of the rise are not distinguishable, so eta_min and eta_max would be equal: %s"
              .formatted(
                  diverged
                      ? "lower lr-range.eta-max, or raise lr-range.epochs and lr-range.points"
                      : "raise lr-range.epochs and lr-range.points");
    };
  }

  private static String fewPoints(TrialResult result, int points, int fewest) {
    String needed = "a suggestion needs %d points".formatted(fewest);
    if (result.outcome() instanceof Outcome.Diverged) {
      return "the training diverged after %s, and %s: lower lr-range.eta-max"
          .formatted(Numbers.count(result.updates(), "update"), needed);
    }
    return result.updates() < fewest
        ? "the training has %s, and %s, at most one for each update: raise lr-range.epochs or lower batch_size"
            .formatted(Numbers.count(result.updates(), "update"), needed)
        : "%s were measured, and %s: raise lr-range.points"
            .formatted(Numbers.count(points, "point"), needed);
  }
}
