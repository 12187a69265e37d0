package io.github.clrsearch.search.trial;

import io.github.clrsearch.search.space.Numbers;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The candidates that refinement goes by: those that chance alone may have put behind the best, and
 * the best three trials, lest a single lucky one decide.
 *
 * @param candidates the best first, at least one
 * @param close how many of them lie within one standard error of the best
 * @param standardError of the best accuracy, sqrt(a (1 - a) / validation images), a fraction
 */
public record Contenders(List<Candidate> candidates, int close, double standardError) {
  private static final int TRIALS = 3;

  /** The contenders among these candidates; empty where none has an accuracy. */
  public static Optional<Contenders> of(Collection<Candidate> candidates, int validationImages) {
    List<Candidate> ranked = Leaderboard.ranked(candidates);
    if (ranked.isEmpty()) {
      return Optional.empty();
    }
    double best = ranked.get(0).accuracy();
    double standardError = standardError(best, validationImages);
    Set<Candidate> chosen = new LinkedHashSet<>();
    ranked.stream()
        .filter(candidate -> candidate.accuracy() >= best - standardError)
        .forEach(chosen::add);
    int close = chosen.size();
    chosen.addAll(Leaderboard.of(ranked).top(TRIALS));
    return Optional.of(new Contenders(List.copyOf(chosen), close, standardError));
  }

  /** Of an accuracy a that was measured on so many images: sqrt(a (1 - a) / images). */
  public static double standardError(double accuracy, int images) {
    return Math.sqrt(accuracy * (1 - accuracy) / images);
  }

  public Candidate best() {
    return candidates.get(0);
  }

  /** The values that the contenders have along a dimension, the best's first. */
  public List<Double> values(String dimension) {
    return candidates.stream().map(candidate -> candidate.setting().value(dimension)).toList();
  }

  @Override
  public String toString() {
    String error =
        String.format(Locale.ROOT, "one standard error (%.2f points)", 100 * standardError);
    if (close == candidates.size()) {
      return "%s within %s of the best".formatted(Numbers.count(close, "candidate"), error);
    }
    return "%s: %d within %s of the best and %d more so that the best %s are among them"
        .formatted(
            Numbers.count(candidates.size(), "candidate"),
            close,
            error,
            candidates.size() - close,
            Numbers.count(Leaderboard.of(candidates).top(TRIALS).size(), "trial"));
  }
}
