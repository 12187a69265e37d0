package io.github.clrsearch.training;

import java.util.List;
import java.util.Locale;

/**
 * Accuracy of several snapshots of one training together, on the whole validation split.
 *
 * @param members how they were chosen: {@link #ALL}, {@code last-2}, {@code last-3}, ..., {@link
 *     #GREEDY} or {@link #SWA}
 * @param combination how they are combined
 * @param cycles cycles of the members, from 1, ascending
 * @param accuracy 0 .. 1
 */
public record EnsembleScores(
    String members, Combination combination, List<Integer> cycles, double accuracy) {

  /** How members are combined. */
  public enum Combination {
    /** Their probabilities are averaged. */
    MEAN,
    /** Each votes for its most probable class. */
    VOTE,
    /** Their weights are averaged: {@link io.github.clrsearch.network.ensemble.WeightAverage}. */
    WEIGHTS;

    /** The name in tables. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The snapshots of all cycles so far. */
  public static final String ALL = "all";

  /**
   * The snapshots chosen by {@link io.github.clrsearch.network.ensemble.ForwardSelection} on the
   * validation split. Their accuracies on that split are optimistically biased.
   */
  public static final String GREEDY = "greedy";

  /**
   * The last snapshot, with the mean scores over an image and moved copies of it: {@link
   * io.github.clrsearch.network.ensemble.TestTimeAugmentation}. Only final networks have it.
   */
  public static final String TTA = "tta";

  /** One network with the average weights of the snapshots of all cycles so far. */
  public static final String SWA = "swa";

  /** Copies the cycles. */
  public EnsembleScores {
    cycles = List.copyOf(cycles);
  }

  /** The name of the ensemble of the last {@code count} snapshots. */
  public static String last(int count) {
    return "last-" + count;
  }
}
