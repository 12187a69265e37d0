package io.github.clrsearch.search;

import io.github.clrsearch.search.space.Distribution;
import io.github.clrsearch.search.space.Range;
import io.github.clrsearch.search.space.SearchSpace;
import io.github.clrsearch.search.space.Setting;
import io.github.clrsearch.search.trial.Objective;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Lengths of the cycles of settings, in updates.
 *
 * @param objective the objective that trains them
 * @param longest updates of the longest first cycle in the space of a stage
 */
public record CycleLengths(Objective objective, long longest) {

  /**
   * The lengths in the space of a stage. The longest first cycle is searched along one dimension
   * after the other, at the ends of its range: the length of a cycle is monotonic in each.
   */
  public static CycleLengths in(SearchSpace space, Objective objective) {
    Map<String, Distribution> distributions = space.distributions();
    Setting longest = corner(space);
    long updates = length(objective, longest);
    for (String name : space.dimensions()) {
      Range range = distributions.get(name).range();
      for (double end : List.of(range.min(), range.max())) {
        Setting other = space.setting(longest.with(name, end).values());
        if (length(objective, other) > updates) {
          longest = other;
          updates = length(objective, other);
        }
      }
    }
    return new CycleLengths(objective, updates);
  }

  private static Setting corner(SearchSpace space) {
    Map<String, Double> values = new LinkedHashMap<>();
    space
        .distributions()
        .forEach((name, distribution) -> values.put(name, distribution.range().min()));
    return space.setting(values);
  }

  /** The updates of the first cycles of a setting together, at least one per cycle. */
  long of(Setting setting, int cycles) {
    try {
      return Math.max(cycles, objective.updates(setting, cycles));
    } catch (RuntimeException e) {
      return cycles;
    }
  }

  /**
   * The length of the first cycle. An invalid setting fails later, when it is trained; here it has
   * 1.
   */
  private static long length(Objective objective, Setting setting) {
    try {
      return Math.max(1, objective.updatesPerCycle(setting));
    } catch (RuntimeException e) {
      return 1;
    }
  }
}
