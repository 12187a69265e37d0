package io.github.clrsearch.training;

import java.util.List;

/**
 * How well snapshots of one training answer together, on the whole validation split.
 *
 * @param members how they were chosen: {@link #ALL}, {@code last-2}, {@code last-3}, ..., or {@link
 *     #GREEDY}
 * @param cycles at whose ends the members were taken, ascending
 * @param mean accuracy of their mean probability, 0 .. 1
 * @param vote accuracy of their majority vote, 0 .. 1
 */
public record EnsembleScores(String members, List<Integer> cycles, double mean, double vote) {

  /** The snapshots of all cycles so far. */
  public static final String ALL = "all";

  /**
   * Those that were chosen one by one by {@link io.github.clrsearch.network.ForwardSelection} on
   * the validation split: the accuracies on that split are optimistic.
   */
  public static final String GREEDY = "greedy";

  /** Copies the cycles. */
  public EnsembleScores {
    cycles = List.copyOf(cycles);
  }

  /** The name of the last snapshots, so many. */
  public static String last(int count) {
    return "last-" + count;
  }
}
