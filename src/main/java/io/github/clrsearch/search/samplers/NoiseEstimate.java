package io.github.clrsearch.search.samplers;

import io.github.clrsearch.search.space.SearchSpace;
import io.github.clrsearch.search.trial.Metric;
import io.github.clrsearch.search.trial.Noise;
import io.github.clrsearch.search.trial.Observation;
import io.github.clrsearch.search.trial.RefinementException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Estimates the standard error of a metric whose objective does not declare it: from settings that
 * were trained with several seeds, otherwise as the noise of a Gaussian process of all trials.
 */
public final class NoiseEstimate {
  /** With fewer differences between seeds their deviation is not informative. */
  private static final int MIN_DEGREES = 3;

  /** With fewer trials a model cannot tell noise from the effects of hyperparameters. */
  private static final int MIN_TRIALS = 8;

  /** The best trials suffice: noise matters among them. */
  private static final int MAX_TRIALS = 60;

  private NoiseEstimate() {}

  /**
   * The metric with the noise to assume; unchanged if it is declared, or cannot be estimated yet.
   *
   * @param space a space that contains all settings
   * @param observations every trial at the end of every cycle: not modified
   * @param repeated scores of settings that were trained several times, one list per setting: not
   *     modified
   */
  public static Metric of(
      Metric metric,
      SearchSpace space,
      List<Observation> observations,
      Collection<List<Double>> repeated) {
    if (!(metric.noise() instanceof Noise.Unknown)) {
      return metric;
    }
    double squares = 0;
    int degrees = 0;
    for (List<Double> scores : repeated) {
      double mean = scores.stream().mapToDouble(Double::doubleValue).average().orElse(0);
      squares += scores.stream().mapToDouble(score -> (score - mean) * (score - mean)).sum();
      degrees += Math.max(0, scores.size() - 1);
    }
    if (degrees >= MIN_DEGREES) {
      return metric.with(
          new Noise.StandardError(StrictMath.sqrt(squares / degrees), "from repeated seeds"));
    }
    List<Observation> best = best(observations);
    if (best.size() < MIN_TRIALS) {
      return metric;
    }
    try {
      double noise = Surrogate.of(space, best, metric).noise();
      return metric.with(new Noise.StandardError(noise, "as a Gaussian process estimates it"));
    } catch (RefinementException e) {
      return metric;
    }
  }

  /** The best observation of each of the best trials. */
  private static List<Observation> best(List<Observation> observations) {
    Map<String, Observation> ofTrials = new LinkedHashMap<>();
    observations.stream()
        .filter(Observation::measured)
        .sorted(
            Comparator.comparingDouble(Observation::score)
                .reversed()
                .thenComparing(Observation::trial))
        .forEach(observation -> ofTrials.putIfAbsent(observation.trial(), observation));
    return ofTrials.values().stream().limit(MAX_TRIALS).toList();
  }

  /**
   * The metric with the noise to assume among trials that are compared at a rung, if nothing better
   * is known: the standard deviation of their scores, with which few trials are stopped.
   *
   * @param scores of the trials; not finite if a trial has none: not modified
   */
  public static Metric among(Metric metric, double[] scores) {
    double[] finite = Arrays.stream(scores).filter(Double::isFinite).toArray();
    if (!(metric.noise() instanceof Noise.Unknown) || finite.length == 0) {
      return metric;
    }
    double lowest = metric.lowest(finite);
    double[] raised = Arrays.stream(finite).map(score -> Math.max(score, lowest)).toArray();
    double mean = Arrays.stream(raised).average().orElseThrow();
    double variance =
        Arrays.stream(raised).map(score -> (score - mean) * (score - mean)).average().orElseThrow();
    return metric.with(
        new Noise.StandardError(StrictMath.sqrt(variance), "the deviation of the trials"));
  }
}
