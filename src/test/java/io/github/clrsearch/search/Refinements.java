package io.github.clrsearch.search;

import io.github.clrsearch.search.space.Distribution;
import io.github.clrsearch.search.space.SearchSpace;
import io.github.clrsearch.search.trial.Metric;
import java.util.List;
import java.util.Map;

/** What the tests of the refinement share: accuracies on 5,000 images, and no hard limits. */
final class Refinements {
  static final Refinement REFINEMENT = new Refinement(Metric.accuracy(5000), Map.of());
  static final String ONE_ERROR = "within one standard error (0.71 points) of the best";

  private Refinements() {}

  /** A stage that refines hyperparameters of an earlier one. */
  static SearchingStage next(String... refine) {
    return Stage.of("fine", 10, List.of(refine), Map.of());
  }

  static SearchSpace space(String name, Distribution distribution) {
    return SearchSpace.empty().with(name, distribution);
  }
}
