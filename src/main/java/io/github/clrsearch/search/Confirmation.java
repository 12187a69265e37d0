package io.github.clrsearch.search;

import io.github.clrsearch.search.space.Numbers;
import io.github.clrsearch.search.space.Setting;
import io.github.clrsearch.search.trial.Candidate;
import io.github.clrsearch.search.trial.Contenders;
import io.github.clrsearch.search.trial.Leaderboard;
import io.github.clrsearch.search.trial.Observation;
import io.github.clrsearch.search.trial.RefinementException;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a stage trains the best settings of all stages before it anew: the highest of many accuracies
 * owes part of its height to chance, which another seed does not share.
 *
 * @param best at most so many settings, at least 1
 * @param within only those so many standard errors below the best at most, at least 0; infinite
 *     where the distance does not matter
 * @param seeds how often each is trained, at least 2: one alone has no spread
 */
public record Confirmation(int best, double within, int seeds) implements Serializable {

  /** Checks the ranges. */
  public Confirmation {
    if (best < 1 || !(within >= 0) || seeds < 2) {
      throw new IllegalArgumentException(
          "confirm must have best >= 1, within >= 0 and seeds >= 2, but got %d, %s and %d"
              .formatted(best, Numbers.exact(within), seeds));
    }
  }

  /**
   * The settings to train anew, the best first: each trial's at the end of its best cycle.
   *
   * @param leaderboard of all stages before
   * @param validationImages that the accuracies were measured on, at least 1
   * @return at least one
   * @throws RefinementException where no trial has an accuracy
   */
  public List<Observation> chosen(Leaderboard leaderboard, int validationImages) {
    Candidate first =
        leaderboard
            .best()
            .orElseThrow(
                () ->
                    new RefinementException(
                        "confirm needs a trial of an earlier stage with a validation accuracy, but none has: see the reasons of their outcomes"));
    double error = Contenders.standardError(first.accuracy(), validationImages);
    Map<Setting, Observation> distinct = new LinkedHashMap<>();
    for (Candidate candidate : leaderboard.candidates()) {
      boolean near =
          within == Double.POSITIVE_INFINITY
              || candidate.accuracy() >= first.accuracy() - within * error;
      if (near && distinct.size() < best) {
        distinct.putIfAbsent(candidate.setting(), Observation.of(candidate));
      }
    }
    return List.copyOf(distinct.values());
  }

  /** All but the number of seeds, which may grow: what a study is compared by. */
  public String rule() {
    return within == Double.POSITIVE_INFINITY
        ? "best %d".formatted(best)
        : "best %d within %s standard errors".formatted(best, Numbers.brief(within));
  }
}
