package io.github.clrsearch.search.space;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedSet;

/**
 * A search space whose settings can be counted: their ordinals are numbers in a mixed radix, the
 * last dimension the fastest.
 *
 * @param space finite, of at most 2^63 - 2 settings
 * @param size its number of settings
 */
public record FiniteSpace(SearchSpace space, long size) {

  /** The space as a finite one; empty where its settings cannot be counted in a {@code long}. */
  public static Optional<FiniteSpace> of(SearchSpace space) {
    OptionalLong size = space.size();
    return size.isPresent() && size.getAsLong() < Long.MAX_VALUE
        ? Optional.of(new FiniteSpace(space, size.getAsLong()))
        : Optional.empty();
  }

  /** The ordinal of a setting; empty where it is not one of this space. */
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
    return new Setting(values);
  }

  /**
   * The setting at a quantile of those that are not taken, all equally likely: what redrawing until
   * an untaken one comes would give, without the wait.
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
