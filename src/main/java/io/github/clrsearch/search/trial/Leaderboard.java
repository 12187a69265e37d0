package io.github.clrsearch.search.trial;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Trials ranked by their best cycle: by descending score, then by updates, then by number.
 *
 * @param candidates the best candidate of each trial, the best trial first; all have a score
 */
public record Leaderboard(List<Candidate> candidates) {

  public Leaderboard {
    candidates = List.copyOf(candidates);
  }

  /**
   * Ranks the trials of these candidates. Candidates without a score are ignored. A trial that a
   * later stage continued counts once.
   */
  public static Leaderboard of(Collection<Candidate> candidates) {
    List<Candidate> best = new ArrayList<>();
    // Trials with different seeds are different trainings: most settings need not be compared.
    Map<Long, List<Trial>> seen = new HashMap<>();
    for (Candidate candidate : ranked(candidates)) {
      Trial trial = candidate.trial();
      List<Trial> sameSeed = seen.computeIfAbsent(trial.seed(), seed -> new ArrayList<>(1));
      if (sameSeed.stream().noneMatch(other -> isSameTraining(other, trial))) {
        sameSeed.add(trial);
        best.add(candidate);
      }
    }
    return new Leaderboard(best);
  }

  private static boolean isSameTraining(Trial one, Trial other) {
    return one == other || one.training().equals(other.training());
  }

  /** The best trials, at most {@code count}. */
  public List<Candidate> top(int count) {
    return candidates.subList(0, Math.min(count, candidates.size()));
  }

  /** The best trial; empty if there is none. */
  public Optional<Candidate> best() {
    return candidates.stream().findFirst();
  }

  /** All candidates with a score, the best first. */
  static List<Candidate> ranked(Collection<Candidate> candidates) {
    return candidates.stream().filter(Candidate::measured).sorted(Candidate.BEST_FIRST).toList();
  }
}
