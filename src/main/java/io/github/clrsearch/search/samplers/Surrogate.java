package io.github.clrsearch.search.samplers;

import io.github.clrsearch.search.samplers.GaussianProcess.Kernel;
import io.github.clrsearch.search.space.Axis;
import io.github.clrsearch.search.space.Distribution;
import io.github.clrsearch.search.space.Numbers;
import io.github.clrsearch.search.space.SearchSpace;
import io.github.clrsearch.search.space.Setting;
import io.github.clrsearch.search.trial.Observation;
import io.github.clrsearch.search.trial.RefinementException;
import io.github.clrsearch.search.trial.TopCandidates;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A model of the validation accuracy over a search space, fitted to observations.
 *
 * @param space the space that new settings are drawn from
 * @param axes all hyperparameters that vary in the space or in the observations; an axis that is
 *     constant in the space distinguishes its observations from others
 * @param settings observed settings, the best first, with the constants of the space
 * @param points observed points, in coordinates of the axes
 * @param values standardized accuracies at these points
 * @param kernel of the fitted Gaussian process
 * @param trials number of observed trials
 */
record Surrogate(
    SearchSpace space,
    List<Axis> axes,
    List<Setting> settings,
    List<double[]> points,
    double[] values,
    Kernel kernel,
    int trials) {
  /** Maximum number of observations, because the cost is cubic. The best are used. */
  private static final int MAX_OBSERVATIONS = 200;

  /** With fewer trials the length scales are those of the prior. */
  private static final int MIN_TRIALS = 3;

  /** Avoids a division by 0 if all accuracies are equal, or are 0 or 1. */
  private static final double MIN_ERROR = 1e-4;

  /**
   * Fits a model.
   *
   * @param observations at least one with an accuracy; one without counts as the worst
   * @param validationImages number of images that the accuracies were measured on, at least 1
   * @throws RefinementException if no observation has an accuracy and values along all axes
   */
  static Surrogate of(SearchSpace space, List<Observation> observations, int validationImages) {
    List<Axis> axes = Axis.of(space, observations.stream().map(Observation::setting).toList());
    List<Observation> chosen = chosen(axes, observations);
    if (chosen.stream().noneMatch(Observation::measured)) {
      throw new RefinementException(
          "sampler gp needs a trial of an earlier stage with a validation accuracy and values of %s, but none has one: see the reasons of their outcomes, or use another sampler"
              .formatted(Axis.names(axes)));
    }
    List<double[]> points =
        chosen.stream()
            .map(observation -> Axis.coordinates(axes, observation.setting()).orElseThrow())
            .toList();
    double[] accuracies = accuracies(chosen);
    double best = Arrays.stream(accuracies).max().orElseThrow();
    double mean = Arrays.stream(accuracies).average().orElseThrow();
    double error = Math.max(MIN_ERROR, TopCandidates.standardError(best, validationImages));
    double deviation =
        Math.max(
            error,
            StrictMath.sqrt(
                Arrays.stream(accuracies).map(a -> (a - mean) * (a - mean)).average().orElse(0)));
    double[] values = Arrays.stream(accuracies).map(a -> (a - mean) / deviation).toArray();
    Kernel kernel = GaussianProcessFit.of(points, values, error / deviation);
    return new Surrogate(
        space,
        axes,
        chosen.stream().map(observation -> within(space, observation.setting())).toList(),
        points,
        values,
        kernel,
        (int) chosen.stream().map(Observation::trial).distinct().count());
  }

  /**
   * Observations with coordinates, the best of each trial before the others, at most {@link
   * #MAX_OBSERVATIONS}.
   */
  private static List<Observation> chosen(List<Axis> axes, List<Observation> observations) {
    Comparator<Observation> bestFirst =
        Comparator.comparingDouble(
                (Observation observation) ->
                    observation.measured() ? observation.accuracy() : Double.NEGATIVE_INFINITY)
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
    return ofTrials.subList(0, Math.min(MAX_OBSERVATIONS, ofTrials.size()));
  }

  private static double[] accuracies(List<Observation> observations) {
    double worst =
        observations.stream()
            .filter(Observation::measured)
            .mapToDouble(Observation::accuracy)
            .min()
            .orElseThrow();
    return observations.stream()
        .mapToDouble(observation -> observation.measured() ? observation.accuracy() : worst)
        .toArray();
  }

  /** The setting with the constants of a space. */
  private static Setting within(SearchSpace space, Setting setting) {
    Setting moved = setting;
    for (Map.Entry<String, Distribution> entry : space.distributions().entrySet()) {
      if (entry.getValue().isConstant()) {
        moved = moved.with(entry.getKey(), entry.getValue().quantile(0));
      }
    }
    return moved;
  }

  /** A new process with these observations, to which the caller may add more. */
  GaussianProcess process() {
    return GaussianProcess.of(kernel, points, values);
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
      return fitted + ", too few to estimate over which parts of the ranges accuracy changes";
    }
    List<String> scales =
        IntStream.range(0, axes.size())
            .mapToObj(
                d ->
                    String.format(
                        Locale.ROOT, "%s %.2f", axes.get(d).name(), kernel.lengthScales()[d]))
            .toList();
    return "%s; accuracy changes over these parts of the ranges: %s"
        .formatted(fitted, String.join(", ", scales));
  }
}
