package io.github.clrsearch.search.samplers;

import io.github.clrsearch.search.space.SearchSpace;
import io.github.clrsearch.search.space.Seeds;
import io.github.clrsearch.search.space.Setting;

/**
 * Random search: every dimension is drawn independently (Bergstra and Bengio, "Random Search for
 * Hyper-Parameter Optimization", JMLR 13, 2012). A coordinate depends on the name of its dimension,
 * so that adding or removing a dimension does not change the values of the others.
 */
public record RandomSampler() implements Sampler {

  @Override
  public Setting sample(SearchSpace space, long studySeed, String stage, int number, int attempt) {
    return space.at(name -> Seeds.point(studySeed, stage, number, attempt, name));
  }
}
