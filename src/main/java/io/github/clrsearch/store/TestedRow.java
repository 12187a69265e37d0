package io.github.clrsearch.store;

import io.github.clrsearch.search.trial.Column;
import java.util.List;

/**
 * Row of the file of a final test: of one training at the end of a cycle, or of an ensemble of
 * several trainings of one setting. Missing numbers are null.
 */
public record TestedRow(
    @Column("the study's name") String study,
    @Column("the stage's name") String stage,
    @Column("the training's number within its stage; NULL for an ensemble of several")
        Integer number,
    @Column("number of trainings: 1, or the first ones of the stage") int trainings,
    @Column("cycle at whose end the trainings were tested, from 1") int cycle,
    @Column(value = "when the test images were evaluated", type = "TIMESTAMP") String tested,
    @Column("versions, data and processor") Provenance provenance,
    @Column("names of the classes, by label") List<String> classNames,
    @Column("results of one network and of ensembles") List<TestRow> tests) {

  /** The combination of a single network. */
  public static final String ALONE = "none";

  /** Result of a network or an ensemble on the test images. */
  public record TestRow(
      @Column(
              "members: single (the last snapshot), last-1 (of each training), last-2, ..., all, greedy (chosen on validation data), swa (all, averaged to one network per training), or tta (the last snapshot, with the mean scores over moved copies of each image)")
          String members,
      @Column(
              "how they are combined: mean (probability), (majority) vote, or weights (averaged: one network); none for a single network")
          String combination,
      @Column("training/cycle of each member: 0/1,0/2,0/3") String networks,
      @Column("number of test images") int images,
      @Column("test accuracy, 0..1") double accuracy,
      @Column("lower end of the accuracy's 95 % interval (Wilson), 0..1") double accuracyLow,
      @Column("upper end of the accuracy's 95 % interval (Wilson), 0..1") double accuracyHigh,
      @Column("test loss, nats; NULL for a vote, which has no probabilities") Double loss,
      @Column(
              "accuracy of the same members on the validation split, 0..1; optimistically biased for greedy")
          double validationAccuracy,
      @Column("images per label and predicted class, where there are any")
          List<ConfusionRow> confusion) {

    /** The confusion matrix: {@code counts[label][predicted]} images, classes x classes. */
    public int[][] counts(int classes) {
      int[][] counts = new int[classes][classes];
      confusion.forEach(row -> counts[row.label()][row.predicted()] = row.count());
      return counts;
    }
  }

  /** Images of one class that were classified as one class. */
  public record ConfusionRow(
      @Column("label, from 0") int label,
      @Column("predicted class, from 0") int predicted,
      @Column("number of images") int count) {}

  /**
   * The test of a combination of members.
   *
   * @throws IllegalArgumentException if it was not tested
   */
  public TestRow test(String members, String combination) {
    return tests.stream()
        .filter(test -> test.members().equals(members) && test.combination().equals(combination))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s was not tested by %s: tested were %s"
                        .formatted(
                            members,
                            combination,
                            tests.stream()
                                .map(test -> test.members() + " by " + test.combination())
                                .toList())));
  }
}
