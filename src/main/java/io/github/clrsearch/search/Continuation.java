package io.github.clrsearch.search;

import io.github.clrsearch.search.trial.Leaderboard;
import io.github.clrsearch.search.trial.Observation;
import io.github.clrsearch.search.trial.RefinementException;
import java.io.Serializable;
import java.util.List;

/**
 * How a stage trains trials of all stages before it further, each from where it had stopped: the
 * best of them, for as many cycles as the stage has. They keep their seeds, so that every one is
 * bit for bit the trial of so many cycles.
 *
 * @param best at most so many trials, at least 1
 */
public record Continuation(int best) implements Serializable {

  /** Checks the number. */
  public Continuation {
    if (best < 1) {
      throw new IllegalArgumentException(
          "continue must have best >= 1, but got %d".formatted(best));
    }
  }

  /**
   * The trials to train further, the best first, each as it stands at its best cycle's end.
   *
   * @param leaderboard of all stages before
   * @return at least one
   * @throws RefinementException where no trial has an accuracy
   */
  public List<Observation> chosen(Leaderboard leaderboard) {
    if (leaderboard.candidates().isEmpty()) {
      throw new RefinementException(
          "continue needs a trial of an earlier stage with a validation accuracy, but none has: see the reasons of their outcomes");
    }
    return leaderboard.top(best).stream().map(Observation::of).toList();
  }
}
