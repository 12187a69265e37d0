package io.github.clrsearch.search.budget;

import io.github.clrsearch.search.stopping.TrialTarget;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Trials to begin together in one task.
 *
 * @param targets at least one
 * @param seconds that they will take; empty if nothing is known about their speed
 */
public record PlannedGroup(List<TrialTarget> targets, OptionalDouble seconds) {

  public PlannedGroup {
    targets = List.copyOf(targets);
  }
}
