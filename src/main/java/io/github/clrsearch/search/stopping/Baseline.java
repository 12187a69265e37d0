package io.github.clrsearch.search.stopping;

import io.github.clrsearch.search.trial.Metric;

/**
 * Reference values that trials are compared with, in addition to each other.
 *
 * @param best highest score of the earlier stages; NaN if there is none
 * @param metric of the trials, with the noise to assume
 */
public record Baseline(double best, Metric metric) {

  /** The same with another noise to assume. */
  public Baseline with(Metric other) {
    return new Baseline(best, other);
  }
}
