package io.github.clrsearch.search.samplers;

import io.github.clrsearch.search.space.SearchSpace;
import io.github.clrsearch.search.space.Setting;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Draws settings from a search space. A draw depends only on the arguments, not on other trials or
 * their number, so that a longer stage begins with the trials of a shorter one.
 */
public interface Sampler extends Serializable {

  /**
   * The setting of a trial.
   *
   * @param number of the trial in its stage, at least 0
   * @param attempt 0, or the number of redraws so far, because the earlier draws were tried already
   * @return a value for every hyperparameter of the space, in the order of the space
   */
  Setting sample(SearchSpace space, long studySeed, String stage, int number, int attempt);

  /**
   * This sampler while other trials of the stage are pending.
   *
   * @param taken settings that are not drawn
   * @param pending settings that are being trained, in the order in which they were drawn
   */
  default Sampler beside(Set<Setting> taken, List<Setting> pending) {
    return this;
  }

  /** One line for the user about what the sampler learned; empty if it does not learn. */
  default Optional<String> summary(SearchSpace space) {
    return Optional.empty();
  }
}
