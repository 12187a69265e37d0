package io.github.clrsearch.training;

import java.util.List;

/**
 * Accuracies of an ensemble of snapshots of one training, on the whole validation split.
 *
 * @param members how they were chosen: {@link #ALL}, {@code last-2}, {@code last-3}, ..., or {@link
 *     #GREEDY}
 * @param cycles cycles of the members, from 1, ascending
 * @param mean accuracy of the mean probability, 0 .. 1
 * @param vote accuracy of the majority vote, 0 .. 1
 */
public record EnsembleScores(String members, List<Integer> cycles, double mean, double vote) {

  /** The snapshots of all cycles so far. */
  public static final String ALL = "all";

  /**
   * The snapshots chosen by {@link io.github.clrsearch.network.ensemble.ForwardSelection} on the
   * validation split. Their accuracies on that split are optimistically biased.
   */
  public static final String GREEDY = "greedy";

  /** Copies the cycles. */
  public EnsembleScores {
    cycles = List.copyOf(cycles);
  }

  /** The name of the ensemble of the last {@code count} snapshots. */
  public static String last(int count) {
    return "last-" + count;
  }
}
