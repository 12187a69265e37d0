package io.github.clrsearch.search.samplers;

import io.github.clrsearch.search.space.SearchSpace;
import io.github.clrsearch.search.space.Setting;
import java.io.Serializable;

/**
 * Draws settings from a search space. A draw depends on its arguments alone: not on the other
 * trials, nor on how many there are, so that a longer stage begins with the trials of a shorter
 * one.
 */
public sealed interface Sampler extends Serializable
    permits RandomSampler, SobolSampler, GaussianProcessSampler {

  /**
   * The setting of a trial.
   *
   * @param number of the trial in its stage, at least 0
   * @param attempt 0; 1, 2, ... when the settings before were tried already
   * @return a value for every hyperparameter of the space, in its order
   */
  Setting sample(SearchSpace space, long studySeed, String stage, int number, int attempt);
}
