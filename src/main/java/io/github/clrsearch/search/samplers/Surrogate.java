package io.github.clrsearch.search.samplers;

import io.github.clrsearch.search.space.Axis;
import io.github.clrsearch.search.space.Numbers;
import io.github.clrsearch.search.space.SearchSpace;
import io.github.clrsearch.search.space.Setting;
import io.github.clrsearch.search.trial.Metric;
import io.github.clrsearch.search.trial.Noise;
import io.github.clrsearch.search.trial.Observation;
import io.github.clrsearch.search.trial.RefinementException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A model of the scores over a search space, fitted to observations.
 *
 * @param space the space that new settings are drawn from
 * @param axes all hyperparameters that vary in the space or in the observations; an axis that is
 *     constant in the space distinguishes its observations from others
 * @param settings observed settings, the best first, with the constants of the space
 * @param points observed points, in coordinates of the axes
 * @param values standardized scores at these points
 * @param kernel of the fitted Gaussian process
 * @param trials number of observed trials
 * @param noise standard error of a score, as fitted
 * @param center the score whose standardized value is 0
 * @param scale difference of scores whose standardized values differ by 1
 * @param metric of the scores
 */
record Surrogate(
    SearchSpace space,
    List<Axis> axes,
    List<Setting> settings,
    List<double[]> points,
    double[] values,
    Kernel kernel,
    int trials,
    double noise,
    double center,
    double scale,
    Metric metric) {
  /** Maximum number of observations, because the cost is cubic. The most informative are used. */
  private static final int MAX_OBSERVATIONS = 300;

  /** Number of the best observations that are used in any case. */
  private static final int BEST_OBSERVATIONS = 50;

  /** With fewer trials the length scales are those of the prior. */
  private static final int MIN_TRIALS = 3;

  /** Avoids a division by 0 if all scores are equal, or are fractions of 0 or 1. */
  private static final double MIN_ERROR = 1e-4;

  /** The first guess of an unknown standard error, relative to the deviation of the scores. */
  private static final double UNKNOWN_ERROR = 0.2;

  /**
   * Fits a model.
   *
   * @param observations at least one with a score; one without counts as the worst
   * @param metric of the observations, with the noise to assume
   * @throws RefinementException if no observation has a score and values along all axes
   */
  static Surrogate of(SearchSpace space, List<Observation> observations, Metric metric) {
    List<Axis> axes =
        Axis.of(space, observations.stream().map(Observation::setting).toList()).stream()
            .flatMap(Axis::oneHot)
            .toList();
    List<Observation> chosen = chosen(axes, observations);
    if (chosen.stream().noneMatch(Observation::measured)) {
      throw new RefinementException(
          "sampler gp needs a trial of an earlier stage with a %s and values of %s, but none has one: see the reasons of their outcomes, or use another sampler"
              .formatted(metric.words(), Axis.names(axes)));
    }
    List<double[]> points =
        chosen.stream()
            .map(observation -> Axis.coordinates(axes, observation.setting()).orElseThrow())
            .toList();
    double[] scores = scores(chosen, metric);
    double mean = Arrays.stream(scores).average().orElseThrow();
    double spread =
        StrictMath.sqrt(
            Arrays.stream(scores).map(a -> (a - mean) * (a - mean)).average().orElseThrow());
    double error = error(scores, spread, metric);
    double deviation = Math.max(error, spread);
    double[] values = Arrays.stream(scores).map(a -> (a - mean) / deviation).toArray();
    Kernel kernel = GaussianProcessFit.of(points, values, error / deviation);
    return new Surrogate(
        space,
        axes,
        chosen.stream().map(observation -> observation.setting().with(space.constants())).toList(),
        points,
        values,
        kernel,
        (int) chosen.stream().map(Observation::trial).distinct().count(),
        deviation * StrictMath.sqrt(kernel.noise()),
        mean,
        deviation,
        metric);
  }

  /** The standard error to start from, above 0. */
  private static double error(double[] scores, double spread, Metric metric) {
    if (metric.noise() instanceof Noise.Unknown) {
      return spread > 0 ? UNKNOWN_ERROR * spread : 1;
    }
    double declared = metric.standardError(Arrays.stream(scores).max().orElseThrow());
    return metric.isFraction()
        ? Math.max(MIN_ERROR, declared)
        : Math.max(spread > 0 ? MIN_ERROR * spread : MIN_ERROR, declared);
  }

  /**
   * Observations with coordinates, the best of each trial before the others. If there are more than
   * {@link #MAX_OBSERVATIONS}, the best and the most informative of the others.
   */
  private static List<Observation> chosen(List<Axis> axes, List<Observation> observations) {
    Comparator<Observation> bestFirst =
        Comparator.comparingDouble(
                (Observation observation) ->
                    observation.measured() ? observation.score() : Double.NEGATIVE_INFINITY)
            .reversed()
            .thenComparing(Observation::trial)
            .thenComparing(Observation::cycle);
    List<Observation> ranked =
        observations.stream()
            .filter(observation -> Axis.coordinates(axes, observation.setting()).isPresent())
            .sorted(bestFirst)
            .toList();
    List<Observation> ofTrials = new ArrayList<>();
    List<Observation> others = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    ranked.forEach(next -> (seen.add(next.trial()) ? ofTrials : others).add(next));
    ofTrials.addAll(others);
    if (ofTrials.size() <= MAX_OBSERVATIONS) {
      return ofTrials;
    }
    List<double[]> points =
        ofTrials.stream()
            .map(observation -> Axis.coordinates(axes, observation.setting()).orElseThrow())
            .toList();
    return Arrays.stream(InformativePoints.of(points, BEST_OBSERVATIONS, MAX_OBSERVATIONS))
        .mapToObj(ofTrials::get)
        .toList();
  }

  private static double[] scores(List<Observation> observations, Metric metric) {
    double[] measured =
        observations.stream()
            .filter(Observation::measured)
            .mapToDouble(Observation::score)
            .toArray();
    double worst = Math.max(metric.lowest(measured), Arrays.stream(measured).min().orElseThrow());
    return observations.stream()
        .mapToDouble(each -> each.measured() ? Math.max(worst, each.score()) : worst)
        .toArray();
  }

  /** A new process with these observations, to which the caller may add more. */
  GaussianProcess process() {
    return GaussianProcess.of(kernel, points, values);
  }

  /** The score of a standardized value. */
  double score(double value) {
    return center + scale * value;
  }

  /** The coordinates of a setting of the space. */
  Optional<double[]> coordinates(Setting setting) {
    return Axis.coordinates(axes, setting);
  }

  @Override
  public String toString() {
    String fitted =
        "gp: fitted to %s of %s"
            .formatted(Numbers.count(settings.size(), "cycle end"), Numbers.count(trials, "trial"));
    if (trials < MIN_TRIALS) {
      return "%s, too few to estimate over which parts of the ranges %s changes"
          .formatted(fitted, metric.noun());
    }
    List<String> scales =
        IntStream.range(0, axes.size())
            .mapToObj(
                d ->
                    String.format(
                        Locale.ROOT, "%s %.2f", axes.get(d).label(), kernel.lengthScales()[d]))
            .toList();
    String line =
        "%s; %s changes over these parts of the ranges: %s"
            .formatted(fitted, metric.noun(), String.join(", ", scales));
    return metric.noise() instanceof Noise.Unknown
        ? "%s; noise %s".formatted(line, metric.difference(noise))
        : line;
  }
}
