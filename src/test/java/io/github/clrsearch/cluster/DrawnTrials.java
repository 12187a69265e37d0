package io.github.clrsearch.cluster;

import io.github.clrsearch.search.SearchingStage;
import io.github.clrsearch.search.Study;
import io.github.clrsearch.search.TrialSequence;
import io.github.clrsearch.search.samplers.RandomSampler;
import io.github.clrsearch.search.space.SearchSpace;
import io.github.clrsearch.search.trial.Trial;
import java.util.List;
import java.util.Set;

/** The trials that the first stage of a study draws. */
final class DrawnTrials {
  private DrawnTrials() {}

  static List<Trial> first(Study study, SearchSpace space, int count) {
    SearchingStage stage = (SearchingStage) study.stages().get(0);
    return new TrialSequence(study, stage, space, Set.of(), new RandomSampler())
        .first(stage.trials())
        .trials()
        .subList(0, count);
  }
}
