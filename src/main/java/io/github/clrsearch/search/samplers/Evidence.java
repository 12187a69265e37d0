package io.github.clrsearch.search.samplers;

import io.github.clrsearch.search.space.Setting;
import io.github.clrsearch.search.trial.Metric;
import io.github.clrsearch.search.trial.Observation;
import java.util.List;
import java.util.Set;

/**
 * Results of the earlier stages that a sampler can learn from.
 *
 * @param observations of the earlier stages; empty if the sampler does not learn
 * @param metric of the observations, with the noise to assume
 * @param taken settings of the earlier stages, which are not drawn again
 * @param known settings that the stage trains before those that are drawn
 */
public record Evidence(
    List<Observation> observations, Metric metric, Set<Setting> taken, List<Setting> known) {

  /** Evidence for a stage without known settings. */
  public Evidence(List<Observation> observations, Metric metric, Set<Setting> taken) {
    this(observations, metric, taken, List.of());
  }

  /** Copies. */
  public Evidence {
    observations = List.copyOf(observations);
    taken = Set.copyOf(taken);
    known = List.copyOf(known);
  }
}
