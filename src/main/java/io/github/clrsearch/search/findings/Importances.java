package io.github.clrsearch.search.findings;

import io.github.clrsearch.search.space.SearchSpace;
import io.github.clrsearch.search.trial.Metric;
import io.github.clrsearch.search.trial.Observation;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Importances of hyperparameters: the share of the variance of the score over the search space that
 * each explains alone. Computed by functional analysis of variance on a random forest (Hutter, Hoos
 * and Leyton-Brown, "An Efficient Approach for Assessing Hyperparameter Importance", ICML 2014).
 * The trees are constant on boxes, so that their marginals are exact.
 *
 * <p>Unlike in the source, each share is multiplied by the out-of-bag R^2 of the forest. If the
 * scores are noise, all importances are therefore near 0.
 *
 * @param byName importance of each hyperparameter that varies, 0 .. 1; the rest of 1 is due to
 *     interactions and noise
 * @param trials number of trials that they were computed from
 */
public record Importances(Map<String, Double> byName, int trials) {

  /**
   * Computes the importances; empty if there are too few trials.
   *
   * @param space a space that contains all settings
   * @param observations every trial at the end of every cycle; divergences count as the worst
   * @param metric of the observations
   * @param studySeed seed of the bootstrap samples
   */
  public static Optional<Importances> of(
      SearchSpace space, List<Observation> observations, Metric metric, long studySeed) {
    return Forest.of(space, observations, metric, studySeed).map(Forest::importances);
  }
}
