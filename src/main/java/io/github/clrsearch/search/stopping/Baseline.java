package io.github.clrsearch.search.stopping;

import io.github.clrsearch.search.trial.Metric;
import io.github.clrsearch.search.trial.Observation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Reference values that trials are compared with, in addition to each other. Trials are compared
 * after equal numbers of cycles: a first cycle is never compared with a later one.
 *
 * @param best highest score of the trials of earlier stages after at most one cycle, two cycles,
 *     and so on; NaN while there is none. Later cycles have the last value
 * @param metric of the trials, with the noise to assume
 */
public record Baseline(List<Double> best, Metric metric) {

  public Baseline {
    best = List.copyOf(best);
  }

  /** The baseline that observations of earlier stages give. */
  public static Baseline of(Metric metric, Collection<Observation> observations) {
    int cycles = observations.stream().mapToInt(Observation::cycle).max().orElse(0);
    List<Double> best = new ArrayList<>();
    for (int cycle = 1; cycle <= cycles; cycle++) {
      int most = cycle;
      best.add(
          observations.stream()
              .filter(seen -> seen.measured() && seen.cycle() <= most)
              .mapToDouble(Observation::score)
              .max()
              .orElse(Double.NaN));
    }
    return new Baseline(best, metric);
  }

  /** The highest score of the earlier trials after at most so many cycles; NaN if there is none. */
  double bestAfter(int cycles) {
    return best.isEmpty() ? Double.NaN : best.get(Math.min(cycles, best.size()) - 1);
  }

  /** The same with another noise to assume. */
  public Baseline with(Metric other) {
    return new Baseline(best, other);
  }
}
