package io.github.clrsearch.search.trial;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The trials ranked by their best cycle: by accuracy, then fewer updates, then the lower number.
 *
 * @param candidates the best of each trial, the best trial first; none without an accuracy
 */
public record Leaderboard(List<Candidate> candidates) {

  /** Copies the candidates. */
  public Leaderboard {
    candidates = List.copyOf(candidates);
  }

  /**
   * Ranks the trials of these candidates; those without an accuracy do not count, and one that a
   * later stage has continued counts once.
   */
  public static Leaderboard of(Collection<Candidate> candidates) {
    List<Candidate> best = new ArrayList<>();
    Set<Trial.Training> seen = new HashSet<>();
    for (Candidate candidate : ranked(candidates)) {
      if (seen.add(candidate.trial().training())) {
        best.add(candidate);
      }
    }
    return new Leaderboard(best);
  }

  /** The best trials, at most {@code count} of them. */
  public List<Candidate> top(int count) {
    return candidates.subList(0, Math.min(count, candidates.size()));
  }

  /** The best trial; empty where none has an accuracy. */
  public Optional<Candidate> best() {
    return candidates.stream().findFirst();
  }

  /** Every candidate with an accuracy, the best first. */
  static List<Candidate> ranked(Collection<Candidate> candidates) {
    return candidates.stream().filter(Candidate::measured).sorted(Candidate.BEST_FIRST).toList();
  }
}
