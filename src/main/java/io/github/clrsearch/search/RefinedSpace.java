package io.github.clrsearch.search;

import io.github.clrsearch.search.space.SearchSpace;
import java.util.List;

/**
 * The result of a refinement.
 *
 * @param space search space of the next stage
 * @param lines what was done to each refined dimension and why, for the user
 */
public record RefinedSpace(SearchSpace space, List<String> lines) {

  public RefinedSpace {
    lines = List.copyOf(lines);
  }
}
