package io.github.clrsearch.search.findings;

import io.github.clrsearch.search.space.Axis;
import io.github.clrsearch.search.space.Interval;
import io.github.clrsearch.search.space.Numbers;
import io.github.clrsearch.search.trial.Candidate;
import io.github.clrsearch.search.trial.Metric;
import io.github.clrsearch.search.trial.Observation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;

/**
 * Finds a part of a dimension, at one of its ends, in which the scores do not vary by more than
 * chance. The effects of the other dimensions are subtracted. Neither the deviation of the
 * remaining scores nor the range of the means of the part's thirds exceeds the standard error.
 */
final class FlatRange {
  /** Narrower flat parts are not informative. */
  private static final double MIN_WIDTH = 0.4;

  private static final double STEP = 0.1;
  private static final int PARTS = 3;
  private static final int MIN_TRIALS_PER_PART = 3;

  private FlatRange() {}

  /**
   * One line per dimension that is flat in a large part or everywhere. A part with a diverged trial
   * is not flat.
   *
   * @param observations the best of each trial counts, including divergences
   * @param searches whether a trial, by its name, sampled a hyperparameter; other trials are
   *     ignored
   */
  static List<String> lines(
      Forest forest,
      List<Observation> observations,
      BiPredicate<String, String> searches,
      Metric metric,
      double standardError) {
    List<String> lines = new ArrayList<>();
    if (standardError == 0) {
      // The error is unknown, or the best fraction is 0 or 1: there is nothing to compare with.
      return lines;
    }
    Collection<Observation> ends = best(observations);
    for (int d = 0; d < forest.axes().size(); d++) {
      Axis axis = forest.axes().get(d);
      if (axis.distribution() instanceof Interval interval
          && !axis.name().equals(Candidate.CYCLES)) {
        List<Observation> searched =
            ends.stream().filter(end -> searches.test(end.trial(), axis.name())).toList();
        double[][] points = adjusted(forest, d, searched);
        line(axis, interval, points, metric, standardError).ifPresent(lines::add);
      }
    }
    return lines;
  }

  private static Collection<Observation> best(List<Observation> observations) {
    Map<String, Observation> best = new LinkedHashMap<>();
    observations.forEach(
        observation ->
            best.merge(
                observation.trial(),
                observation,
                (one, other) -> other.score() > one.score() ? other : one));
    return best.values();
  }

  /**
   * Coordinates along a dimension, and scores minus the effects of the other dimensions; NaN for a
   * diverged trial.
   */
  private static double[][] adjusted(Forest forest, int dimension, List<Observation> ends) {
    return ends.stream()
        .flatMap(
            end ->
                Axis.coordinates(forest.axes(), end.setting()).stream()
                    .map(
                        point ->
                            new double[] {
                              point[dimension], end.score() - others(forest, dimension, point)
                            }))
        .toArray(double[][]::new);
  }

  private static double others(Forest forest, int dimension, double[] point) {
    double sum = 0;
    for (int d = 0; d < point.length; d++) {
      if (d != dimension) {
        sum += forest.effect(d, Math.min(Math.max(point[d], 0), 1));
      }
    }
    return sum;
  }

  private static Optional<String> line(
      Axis axis, Interval interval, double[][] points, Metric metric, double standardError) {
    for (int tenths = 10; tenths * STEP >= MIN_WIDTH - 1e-9; tenths--) {
      double width = tenths * STEP;
      Optional<String> lower =
          flat(points, 0, width, standardError)
              .map(
                  deviation -> text(axis, interval, width, true, metric, deviation, standardError));
      Optional<String> found =
          lower.or(
              () ->
                  flat(points, 1 - width, 1, standardError)
                      .map(
                          deviation ->
                              text(
                                  axis, interval, width, false, metric, deviation, standardError)));
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /** The deviation of the scores between two coordinates, if they are flat there. */
  private static Optional<Double> flat(
      double[][] points, double from, double to, double standardError) {
    double[] means = new double[PARTS];
    double[] inside =
        Arrays.stream(points)
            .filter(p -> p[0] >= from && p[0] <= to)
            .mapToDouble(p -> p[1])
            .toArray();
    for (int part = 0; part < PARTS; part++) {
      double low = from + (to - from) * part / PARTS;
      double high = from + (to - from) * (part + 1) / PARTS;
      boolean last = part == PARTS - 1;
      double[] values =
          Arrays.stream(points)
              .filter(p -> p[0] >= low && (p[0] < high || (last && p[0] <= high)))
              .mapToDouble(p -> p[1])
              .toArray();
      if (values.length < MIN_TRIALS_PER_PART) {
        return Optional.empty();
      }
      means[part] = SampleMean.of(values).mean();
    }
    double deviation = SampleMean.of(inside).deviation();
    double apart =
        Arrays.stream(means).max().orElseThrow() - Arrays.stream(means).min().orElseThrow();
    return deviation <= standardError && apart <= standardError
        ? Optional.of(deviation)
        : Optional.empty();
  }

  private static String text(
      Axis axis,
      Interval interval,
      double width,
      boolean lower,
      Metric metric,
      double deviation,
      double standardError) {
    double edge = lower ? width : 1 - width;
    double value = interval.value(axis.from() + edge * (axis.to() - axis.from()));
    String where =
        width > 1 - 1e-9
            ? "over all of " + interval.range()
            : (lower ? "below " : "above ") + Numbers.brief(value);
    return "%s has little effect %s: the %s there have a standard deviation of %s, less than one standard error (%s)"
        .formatted(
            axis.name(),
            where,
            metric.name().equals(Metric.VALIDATION_ACCURACY)
                ? "accuracies"
                : "values of " + metric.words(),
            metric.difference(deviation),
            metric.number(standardError));
  }
}
