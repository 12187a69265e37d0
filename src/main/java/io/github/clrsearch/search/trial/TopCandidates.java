package io.github.clrsearch.search.trial;

import io.github.clrsearch.search.space.Numbers;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The candidates that refinement uses: those within one standard error of the best, and the best
 * three trials, so that a single lucky trial does not decide.
 *
 * @param candidates the best first, at least one
 * @param close number of candidates within one standard error of the best
 * @param standardError of the best score; 0 if it is unknown
 * @param metric of the candidates, with the noise that was assumed
 */
public record TopCandidates(
    List<Candidate> candidates, int close, double standardError, Metric metric) {
  private static final int TRIALS = 3;

  /**
   * The top candidates; empty if no candidate has a score.
   *
   * @param metric of the candidates, with the noise to assume
   */
  public static Optional<TopCandidates> of(Collection<Candidate> candidates, Metric metric) {
    List<Candidate> ranked = Leaderboard.ranked(candidates);
    if (ranked.isEmpty()) {
      return Optional.empty();
    }
    double best = ranked.get(0).score();
    double standardError = metric.standardError(best);
    Set<Candidate> chosen = new LinkedHashSet<>();
    ranked.stream()
        .filter(candidate -> candidate.score() >= best - standardError)
        .forEach(chosen::add);
    int close = chosen.size();
    chosen.addAll(Leaderboard.of(ranked).top(TRIALS));
    return Optional.of(new TopCandidates(List.copyOf(chosen), close, standardError, metric));
  }

  public Candidate best() {
    return candidates.get(0);
  }

  /** The values of the top candidates along a dimension, that of the best first. */
  public List<Double> values(String dimension) {
    return candidates.stream().map(candidate -> candidate.setting().value(dimension)).toList();
  }

  @Override
  public String toString() {
    if (metric.noise() instanceof Noise.Unknown) {
      return "%s of the best %s, because the standard error of %s is not known yet"
          .formatted(
              Numbers.count(candidates.size(), "candidate"),
              Numbers.count(Leaderboard.of(candidates).top(TRIALS).size(), "trial"),
              metric.words());
    }
    String error = "one standard error (%s)".formatted(metric.errorText(standardError));
    if (close == candidates.size()) {
      return "%s within %s of the best".formatted(Numbers.count(close, "candidate"), error);
    }
    return "%s: %d within %s of the best and %d more to include the best %s"
        .formatted(
            Numbers.count(candidates.size(), "candidate"),
            close,
            error,
            candidates.size() - close,
            Numbers.count(Leaderboard.of(candidates).top(TRIALS).size(), "trial"));
  }
}
