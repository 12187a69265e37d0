package io.github.clrsearch.search;

import io.github.clrsearch.search.samplers.Evidence;
import io.github.clrsearch.search.samplers.GaussianProcessSampler;
import io.github.clrsearch.search.samplers.RandomSampler;
import io.github.clrsearch.search.samplers.Sampler;
import io.github.clrsearch.search.samplers.SobolSampler;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The samplers. A new one is a class that implements {@link Sampler} and a constant here, whose
 * name in lower case is the sampler's name in configurations.
 */
public enum Sampling {
  /** Independent draws: {@link RandomSampler}. */
  RANDOM(evidence -> new RandomSampler()),

  /** Points spread evenly over the space: {@link SobolSampler}. */
  SOBOL(evidence -> new SobolSampler()),

  /**
   * The settings of the highest expected improvement, given the earlier stages: {@link
   * GaussianProcessSampler}.
   */
  GP(GaussianProcessSampler::new) {
    @Override
    public boolean learns() {
      return true;
    }
  };

  private final Function<Evidence, Sampler> constructor;

  Sampling(Function<Evidence, Sampler> constructor) {
    this.constructor = constructor;
  }

  /**
   * The sampler of a name.
   *
   * @throws IllegalArgumentException if there is no sampler of this name
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

  /** Whether it needs observations of earlier stages, so that it cannot sample the first stage. */
  public boolean learns() {
    return false;
  }

  /** The sampler of a stage. */
  public Sampler sampler(Evidence evidence) {
    return constructor.apply(evidence);
  }

  /** The name in configurations. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
