package io.github.clrsearch.search.samplers;

import io.github.clrsearch.search.samplers.GaussianProcess.Kernel;
import io.github.clrsearch.search.space.Axis;
import io.github.clrsearch.search.space.Distribution;
import io.github.clrsearch.search.space.Numbers;
import io.github.clrsearch.search.space.SearchSpace;
import io.github.clrsearch.search.space.Setting;
import io.github.clrsearch.search.trial.Contenders;
import io.github.clrsearch.search.trial.Observation;
import io.github.clrsearch.search.trial.RefinementException;
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
 * A model of the validation accuracy over a search space, fitted to what trials showed.
 *
 * @param space that the settings to come are drawn from
 * @param axes all that varies in the space or in the observations: those of one value in the space
 *     are there to tell its observations from others
 * @param settings that were observed, the best first, as the space has them: with its constants
 * @param points that were observed, in the axes' coordinates
 * @param values at these points: accuracies, standardized
 * @param kernel of the Gaussian process that fits them
 * @param trials how many were observed
 */
record Surrogate(
    SearchSpace space,
    List<Axis> axes,
    List<Setting> settings,
    List<double[]> points,
    double[] values,
    Kernel kernel,
    int trials) {
  /** The work grows with their third power; a model of the best knows what matters. */
  private static final int MOST = 200;

  /** Of fewer trials the scales are the prior's. */
  private static final int FEWEST = 3;

  /** Lest accuracies that are all the same, or beyond doubt, leave nothing to divide by. */
  private static final double LEAST_ERROR = 1e-4;

  /**
   * Fits a model.
   *
   * @param observations at least one with an accuracy; one without counts as the worst of all
   * @param validationImages whose number gives the accuracies' standard error, at least 1
   * @throws RefinementException where no observation has an accuracy and values along all axes
   */
  static Surrogate of(SearchSpace space, List<Observation> observations, int validationImages) {
    List<Axis> axes = Axis.of(space, observations.stream().map(Observation::setting).toList());
    List<Observation> chosen = chosen(axes, observations);
    if (chosen.stream().noneMatch(Observation::measured)) {
      throw new RefinementException(
          "sampler gp needs a trial of an earlier stage with a validation accuracy and values of %s, but none has: see the reasons of their outcomes, or take another sampler"
              .formatted(Axis.names(axes)));
    }
    List<double[]> points =
        chosen.stream()
            .map(observation -> Axis.coordinates(axes, observation.setting()).orElseThrow())
            .toList();
    double[] accuracies = accuracies(chosen);
    double best = Arrays.stream(accuracies).max().orElseThrow();
    double mean = Arrays.stream(accuracies).average().orElseThrow();
    double error = Math.max(LEAST_ERROR, Contenders.standardError(best, validationImages));
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

  /** Those with coordinates, the best of each trial before the others, at most {@link #MOST}. */
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
    return ofTrials.subList(0, Math.min(MOST, ofTrials.size()));
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

  /** A setting with the constants of a space. */
  private static Setting within(SearchSpace space, Setting setting) {
    Setting moved = setting;
    for (Map.Entry<String, Distribution> entry : space.distributions().entrySet()) {
      if (entry.getValue().isConstant()) {
        moved = moved.with(entry.getKey(), entry.getValue().quantile(0));
      }
    }
    return moved;
  }

  /** The process that has these values, for the caller to go on with. */
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
    if (trials < FEWEST) {
      return fitted + ", too few to tell over which parts of the ranges accuracy changes";
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
