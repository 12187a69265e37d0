package io.github.clrsearch.search.samplers;

import io.github.clrsearch.search.space.SearchSpace;
import io.github.clrsearch.search.space.Setting;
import io.github.clrsearch.search.trial.Metric;
import io.github.clrsearch.search.trial.Observation;
import io.github.clrsearch.search.trial.RefinementException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Predictions of the Gaussian process of {@link GaussianProcessSampler}, for charts. */
public final class PredictedMeans {
  private PredictedMeans() {}

  /**
   * The mean of the metric at settings.
   *
   * @param observations that the process is fitted to
   * @param settings of the space: not modified
   * @return one value per setting, NaN where a setting has no place in the model; empty if no
   *     observation can be used
   */
  public static Optional<List<Double>> of(
      SearchSpace space, List<Observation> observations, Metric metric, List<Setting> settings) {
    Surrogate model;
    try {
      model = Surrogate.of(space, observations, metric);
    } catch (RefinementException e) {
      return Optional.empty();
    }
    GaussianProcess process = model.process();
    List<Double> means = new ArrayList<>();
    for (Setting setting : settings) {
      means.add(
          model
              .coordinates(setting)
              .map(point -> metric.value(model.score(process.at(point).mean())))
              .orElse(Double.NaN));
    }
    return Optional.of(means);
  }
}
