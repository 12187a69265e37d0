package io.github.clrsearch.store;

import io.github.clrsearch.search.trial.Column;

/** Row of what a rule reads from the curve of one training of a learning rate range test. */
public record RangeTestRow(
    @Column("the study's name") String study,
    @Column("the stage's name; one per value that lr-range.over compares") String stage,
    @Column("number of the training, which is its repetition, from 0") int number,
    @Column("the rule: report, steepest, minimum, valley, slide") String rule,
    @Column("the suggested lowest learning rate; NULL if the rule suggests none") Double etaMin,
    @Column("the suggested highest learning rate; NULL if the rule suggests none") Double etaMax,
    @Column("whether lr-range.rule chose this rule: yes or no") String chosen,
    @Column("learning rate at which the training ended early; NULL if it did not")
        Double endedEta) {

  /** The value of {@link #chosen} for the chosen rule. */
  public static final String YES = "yes";

  /** The value of {@link #chosen} for the other rules. */
  public static final String NO = "no";
}
