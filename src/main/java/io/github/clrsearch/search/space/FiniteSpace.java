package io.github.clrsearch.search.space;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedSet;

/**
 * A search space with a finite number of settings. Their ordinals are numbers in a mixed radix; the
 * last dimension varies fastest.
 *
 * @param space finite, with at most 2^63 - 2 settings
 * @param size number of settings
 */
public record FiniteSpace(SearchSpace space, long size) {

  /** The space as a finite one; empty if the number of its settings is not a {@code long}. */
  public static Optional<FiniteSpace> of(SearchSpace space) {
    OptionalLong size = space.size();
    return size.isPresent() && size.getAsLong() < Long.MAX_VALUE
        ? Optional.of(new FiniteSpace(space, size.getAsLong()))
        : Optional.empty();
  }

  /** The ordinal of a setting; empty if it is not in this space. */
  public OptionalLong ordinal(Setting setting) {
    if (!setting.values().keySet().equals(space.distributions().keySet())) {
      return OptionalLong.empty();
    }
    long ordinal = 0;
    for (Map.Entry<String, Distribution> entry : space.distributions().entrySet()) {
      Discrete distribution = (Discrete) entry.getValue();
      long index = distribution.indexOf(setting.value(entry.getKey()));
      if (index < 0) {
        return OptionalLong.empty();
      }
      ordinal = ordinal * distribution.count() + index;
    }
    return OptionalLong.of(ordinal);
  }

  /** The setting at an ordinal. */
  public Setting setting(long ordinal) {
    Map<String, Double> values = new LinkedHashMap<>();
    long radix = size;
    long rest = ordinal;
    for (Map.Entry<String, Distribution> entry : space.distributions().entrySet()) {
      Discrete distribution = (Discrete) entry.getValue();
      radix /= distribution.count();
      values.put(entry.getKey(), distribution.at(rest / radix));
      rest %= radix;
    }
    return space.setting(values);
  }

  /**
   * The setting at a quantile of the untaken settings, all equally likely. Equivalent to redrawing
   * until an untaken setting is drawn.
   *
   * @param taken ordinals, fewer than {@link #size}
   * @param u in [0, 1)
   */
  public Setting untaken(SortedSet<Long> taken, double u) {
    long left = size - taken.size();
    long ordinal = Math.min(left - 1, (long) (u * left));
    for (long passed : taken) {
      if (passed > ordinal) {
        break;
      }
      ordinal++;
    }
    return setting(ordinal);
  }
}
