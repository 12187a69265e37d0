package io.github.clrsearch.search.trial;

import java.io.Serializable;
import java.util.Set;

/**
 * Accuracy of an ensemble of several snapshots of one trial.
 *
 * @param members how they were chosen: {@code all}, {@code last-2}, {@code greedy}, {@code swa},
 *     ...
 * @param combination {@link #MEAN}, {@link #VOTE} or {@link #WEIGHTS}
 * @param cycles of the members, from 1: {@code 1,2,3}
 * @param validationAccuracy on the validation split, fraction in 0 .. 1 or NaN; optimistically
 *     biased if the members were chosen by it
 */
public record EnsembleResult(
    @Column(
            "how the members were chosen: all, last-2, last-3, ..., greedy, or swa (all, as one network)")
        String members,
    @Column(
            "how they are combined: mean (probability), (majority) vote, or weights (averaged: one network)")
        String combination,
    @Column("the cycles at whose ends the members were taken: 1,2,3") String cycles,
    @Column(
            "accuracy on the validation split, 0..1; optimistically biased for greedy, which is chosen by it")
        double validationAccuracy)
    implements Serializable {

  /** The class of the highest mean probability. */
  public static final String MEAN = "mean";

  /** The class that most members consider the most probable. */
  public static final String VOTE = "vote";

  /** One network with the average weights of the members. */
  public static final String WEIGHTS = "weights";

  public EnsembleResult {
    if (!Set.of(MEAN, VOTE, WEIGHTS).contains(combination)) {
      throw new IllegalArgumentException(
          "an ensemble's combination must be mean, vote or weights, but got '%s'"
              .formatted(combination));
    }
    if (!cycles.matches("[1-9]\\d*(,[1-9]\\d*)*")) {
      throw new IllegalArgumentException(
          "an ensemble's cycles must be numbers from 1 such as 1,2,3, but got '%s'"
              .formatted(cycles));
    }
    CycleResult.checkAccuracy("accuracy", validationAccuracy);
    // The same few texts in every trial that a driver holds.
    members = members == null ? null : members.intern();
    combination = combination.intern();
    cycles = cycles.intern();
  }
}
