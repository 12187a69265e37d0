package io.github.clrsearch.search.stopping;

import io.github.clrsearch.search.space.Numbers;
import io.github.clrsearch.search.trial.Candidate;
import io.github.clrsearch.search.trial.Metric;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * When a search has found enough and ends early.
 *
 * @param value of the metric that is enough; empty for none
 * @param noImprovement number of consecutive trials, at least 1, after which the search ends if
 *     none of them is better than the best before by more than its standard error; empty for none
 */
public record SearchStop(OptionalDouble value, OptionalInt noImprovement) {

  /** Never ends a search early. */
  public static final SearchStop NEVER =
      new SearchStop(OptionalDouble.empty(), OptionalInt.empty());

  public SearchStop {
    if (noImprovement.orElse(1) < 1) {
      throw new IllegalArgumentException(
          "no-improvement must be at least 1, but got " + noImprovement.getAsInt());
    }
  }

  /**
   * Why the search ends, in one line; empty if it continues.
   *
   * @param ended the best candidate of each trial, in the order in which the trials ended; empty
   *     for trials without a score
   * @param metric that trials are compared by
   */
  public Optional<String> reached(List<Optional<Candidate>> ended, Metric metric) {
    Optional<Candidate> reference = Optional.empty();
    int since = 0;
    for (Optional<Candidate> best : ended) {
      if (best.isPresent() && isEnough(best.get(), metric)) {
        return Optional.of(enough(best.get(), metric));
      }
      boolean better = best.isPresent() && isBetter(best.get(), reference, metric);
      reference = better ? best : reference;
      since = better ? 0 : since + 1;
      if (since == noImprovement.orElse(Integer.MAX_VALUE)) {
        return Optional.of(noBetter(since, reference, metric));
      }
    }
    return Optional.empty();
  }

  private boolean isEnough(Candidate best, Metric metric) {
    return value.isPresent() && best.score() >= metric.score(value.getAsDouble());
  }

  private static boolean isBetter(Candidate best, Optional<Candidate> reference, Metric metric) {
    return reference
        .map(Candidate::score)
        .map(before -> best.score() > before + metric.standardError(before))
        .orElse(true);
  }

  private String enough(Candidate best, Metric metric) {
    return "the search ended early: %s has %s %s, and %s is enough"
        .formatted(best.trial(), metric.words(), best.text(), metric.text(value.orElseThrow()));
  }

  private static String noBetter(int trials, Optional<Candidate> reference, Metric metric) {
    String over =
        reference.map(best -> " over %s (%s)".formatted(best.trial(), best.text())).orElse("");
    return "the search ended early: %s without an improvement of %s by more than one standard error%s"
        .formatted(Numbers.count(trials, "trial"), metric.words(), over);
  }
}
