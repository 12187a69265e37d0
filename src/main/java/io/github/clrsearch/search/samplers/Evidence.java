package io.github.clrsearch.search.samplers;

import io.github.clrsearch.search.space.Setting;
import io.github.clrsearch.search.trial.Observation;
import java.util.List;
import java.util.Set;

/**
 * Results of the earlier stages that a sampler can learn from.
 *
 * @param observations of the earlier stages; empty if the sampler does not learn
 * @param validationImages number of images that the accuracies were measured on, at least 1
 * @param taken settings of the earlier stages, which are not drawn again
 */
public record Evidence(List<Observation> observations, int validationImages, Set<Setting> taken) {

  /** Copies. */
  public Evidence {
    observations = List.copyOf(observations);
    taken = Set.copyOf(taken);
  }
}
