package io.github.clrsearch.cluster;

import io.github.clrsearch.search.TrialSequence;
import io.github.clrsearch.search.Trials;
import io.github.clrsearch.search.trial.Trial;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The trials of a stage. There are more of them while there is time, if the stage has a share of
 * it, and as trials end, if the stage learns from them.
 */
final class StageTrials {
  private final Optional<TrialSequence> sequence;
  private final UnaryOperator<List<Trial>> longest;
  private final boolean learns;
  private final int least;
  private final int most;
  private Trials drawn;

  private StageTrials(
      Trials drawn,
      Optional<TrialSequence> sequence,
      UnaryOperator<List<Trial>> longest,
      boolean learns,
      int least,
      int most) {
    this.drawn = drawn;
    this.sequence = sequence;
    this.longest = longest;
    this.learns = learns;
    this.least = least;
    this.most = most;
  }

  /**
   * Trials that are all drawn.
   *
   * @param drawn by number
   * @param longest the same trials with the largest number of cycles that they may train
   */
  static StageTrials fixed(Trials drawn, UnaryOperator<List<Trial>> longest) {
    return new StageTrials(drawn, Optional.empty(), longest, false, 0, drawn.trials().size());
  }

  /**
   * Trials that are drawn while there is time.
   *
   * @param first number of trials to draw now
   */
  static StageTrials growing(
      TrialSequence sequence, int first, UnaryOperator<List<Trial>> longest) {
    return new StageTrials(
        sequence.first(first), Optional.of(sequence), longest, false, 0, Integer.MAX_VALUE);
  }

  /**
   * Trials that are drawn one after the other, as others end.
   *
   * @param least number of trials that the stage has in any case, because some of them have ended
   * @param planned number of trials to draw; {@link Integer#MAX_VALUE} if the time decides
   */
  static StageTrials learning(
      TrialSequence sequence, int least, int planned, UnaryOperator<List<Trial>> longest) {
    Trials none = new Trials(List.of(), Optional.empty());
    int most = Math.max(least, planned);
    return new StageTrials(none, Optional.of(sequence), longest, true, least, most);
  }

  /** The trials as they were drawn. */
  synchronized List<Trial> drawn() {
    return drawn.trials();
  }

  /** The trials with their largest numbers of cycles. */
  synchronized List<Trial> longest() {
    return longest.apply(drawn.trials());
  }

  /** Whether trials are drawn as others end. */
  boolean learn() {
    return learns;
  }

  /** Whether the time decides how many there are. */
  boolean grow() {
    return most == Integer.MAX_VALUE;
  }

  /** The number of trials of the stage, as far as it is known. */
  synchronized int count() {
    int now = Math.max(least, drawn.trials().size());
    return grow() || drawn.note().isPresent() ? now : most;
  }

  /** Why there are fewer or more trials than requested, in one line. */
  synchronized Optional<String> note() {
    return drawn.note();
  }

  /** Draws more trials, with their largest numbers of cycles; fewer if there are no more. */
  synchronized List<Trial> more(int count) {
    int before = drawn.trials().size();
    int now = (int) Math.min(most, (long) before + count);
    if (now > before && sequence.isPresent() && drawn.note().isEmpty()) {
      drawn = sequence.get().first(now);
    }
    return longest.apply(drawn.trials().subList(before, drawn.trials().size()));
  }

  /** Forgets what was drawn after the first trials. */
  synchronized void keepFirst(int count) {
    List<Trial> kept = drawn.trials().subList(0, Math.min(count, drawn.trials().size()));
    drawn = new Trials(kept, drawn.note());
  }
}
