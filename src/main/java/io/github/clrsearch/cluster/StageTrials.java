package io.github.clrsearch.cluster;

import io.github.clrsearch.search.TrialSequence;
import io.github.clrsearch.search.trial.Trial;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The trials of a stage. They grow while there is time if the stage has a share of it. */
final class StageTrials {
  private final Optional<TrialSequence> sequence;
  private final UnaryOperator<List<Trial>> longest;
  private List<Trial> drawn;

  /**
   * Begins with some trials.
   *
   * @param drawn by number
   * @param sequence draws more of them; empty if there are no more
   * @param longest the same trials with the largest number of cycles that they may train
   */
  StageTrials(
      List<Trial> drawn, Optional<TrialSequence> sequence, UnaryOperator<List<Trial>> longest) {
    this.drawn = drawn;
    this.sequence = sequence;
    this.longest = longest;
  }

  /** The trials as they were drawn. */
  synchronized List<Trial> drawn() {
    return drawn;
  }

  /** The trials with their largest numbers of cycles. */
  synchronized List<Trial> longest() {
    return longest.apply(drawn);
  }

  /** Whether there may be more. */
  boolean grows() {
    return sequence.isPresent();
  }

  /** Draws more trials, with their largest numbers of cycles; fewer if there are no more. */
  synchronized List<Trial> more(int count) {
    int before = drawn.size();
    drawn = sequence.map(from -> from.first(before + count).trials()).orElse(drawn);
    return longest.apply(drawn.subList(before, drawn.size()));
  }

  /** Forgets what was drawn after the first trials. */
  synchronized void keepFirst(int count) {
    drawn = drawn.subList(0, Math.min(count, drawn.size()));
  }
}
