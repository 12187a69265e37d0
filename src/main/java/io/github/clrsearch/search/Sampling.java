package io.github.clrsearch.search;

import io.github.clrsearch.search.samplers.GaussianProcessSampler;
import io.github.clrsearch.search.samplers.RandomSampler;
import io.github.clrsearch.search.samplers.SobolSampler;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How a stage's settings are drawn from its space. */
public enum Sampling {
  /** Independently of each other: {@link RandomSampler}. */
  RANDOM,
  /** Spread evenly over the space: {@link SobolSampler}. */
  SOBOL,
  /**
   * Where a model of what the stages before showed expects most: {@link GaussianProcessSampler}.
   */
  GP;

  /**
   * The sampling of a name, as configurations write it.
   *
   * @throws IllegalArgumentException where there is none of this name
   */
  public static Sampling of(String name) {
    return Stream.of(values())
        .filter(sampling -> sampling.toString().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "must be one of %s, but got '%s'"
                        .formatted(
                            Stream.of(values())
                                .map(Sampling::toString)
                                .collect(Collectors.joining(", ")),
                            name)));
  }

  /** Its name in configurations. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
