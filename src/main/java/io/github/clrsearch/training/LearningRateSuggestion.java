package io.github.clrsearch.training;

import io.github.clrsearch.training.LearningRateRange.Point;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * Suggestion of the range tests of several seeds.
 *
 * @param etaMin lower bound
 * @param etaMax upper bound
 * @param seeds number of tests that suggest a range; the others have an obstacle
 */
public record LearningRateSuggestion(BoundOverSeeds etaMin, BoundOverSeeds etaMax, int seeds) {

  /** A bound over the seeds: the median, the lowest and the highest. */
  public record BoundOverSeeds(double median, double lowest, double highest) {

    static BoundOverSeeds of(
        List<LearningRateRange> ranges, ToDoubleFunction<LearningRateRange> bound) {
      double[] values = ranges.stream().mapToDouble(bound).sorted().toArray();
      int middle = values.length / 2;
      double median =
          values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
      return new BoundOverSeeds(median, values[0], values[values.length - 1]);
    }
  }

  /**
   * Returns the suggestion of several curves.
   *
   * @param rule reads a range from each curve
   * @param curves one curve per seed, each in ascending order of eta
   * @param images number of images that every accuracy was measured on
   * @param window number of points of the moving average, odd
   * @return empty if no curve suggests a range
   */
  public static Optional<LearningRateSuggestion> of(
      SuggestionRule rule, List<List<Point>> curves, int images, int window) {
    List<LearningRateRange> ranges =
        curves.stream().flatMap(curve -> rule.suggest(curve, images, window).stream()).toList();
    return ranges.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new LearningRateSuggestion(
                BoundOverSeeds.of(ranges, LearningRateRange::etaMin),
                BoundOverSeeds.of(ranges, LearningRateRange::etaMax),
                ranges.size()));
  }
}
