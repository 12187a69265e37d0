package io.github.clrsearch.search.findings;

import io.github.clrsearch.search.space.SearchSpace;
import io.github.clrsearch.search.trial.Observation;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How much of the variance of the validation accuracy each hyperparameter explains alone, over the
 * whole search space: functional analysis of variance on a random forest (Hutter, Hoos and
 * Leyton-Brown, "An Efficient Approach for Assessing Hyperparameter Importance", ICML 2014). The
 * trees are constant on boxes, so that their marginals are exact.
 *
 * <p>In one respect it is more careful than its source: a hyperparameter's part of the forest's
 * variance is multiplied by the part of the accuracies' variance that the forest predicts in trials
 * it was not grown from. Of noise that is nothing, and so is the importance then.
 *
 * @param byName the importance of each hyperparameter that varies, 0 .. 1; what is missing from 1
 *     lies in combinations and in noise
 * @param trials that they were computed from
 */
public record Importances(Map<String, Double> byName, int trials) {

  /**
   * Computes the importances from what trials have shown, where there are enough.
   *
   * @param space that holds all their settings
   * @param observations every trial's cycle ends: what diverged counts as the worst of all
   * @param studySeed which trials each tree is grown from follows from it
   */
  public static Optional<Importances> of(
      SearchSpace space, List<Observation> observations, long studySeed) {
    return Forest.of(space, observations, studySeed).map(Forest::importances);
  }
}
