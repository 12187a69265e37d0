package io.github.clrsearch.search.samplers;

import io.github.clrsearch.search.space.Setting;
import io.github.clrsearch.search.trial.Metric;
import io.github.clrsearch.search.trial.Observation;
import java.util.List;
import java.util.Set;

/**
 * Results that a sampler can learn from.
 *
 * @param observations of trials that have ended; empty if the sampler does not learn
 * @param metric of the observations, with the noise to assume
 * @param taken settings that are not drawn again
 * @param pending settings of the stage that have not ended, in the order in which they were drawn
 */
public record Evidence(
    List<Observation> observations, Metric metric, Set<Setting> taken, List<Setting> pending) {

  public Evidence(List<Observation> observations, Metric metric, Set<Setting> taken) {
    this(observations, metric, taken, List.of());
  }

  public Evidence {
    observations = List.copyOf(observations);
    taken = Set.copyOf(taken);
    pending = List.copyOf(pending);
  }
}
