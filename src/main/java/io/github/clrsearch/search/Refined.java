package io.github.clrsearch.search;

import io.github.clrsearch.search.space.SearchSpace;
import java.util.List;

/**
 * The space that a refinement gives.
 *
 * @param space the next stage's
 * @param lines what was done to each refined dimension and why, for the user
 */
public record Refined(SearchSpace space, List<String> lines) {

  /** Copies the lines. */
  public Refined {
    lines = List.copyOf(lines);
  }
}
