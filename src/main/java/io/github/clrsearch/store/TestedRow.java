package io.github.clrsearch.store;

import java.util.List;

/**
 * A final network's test as it lies in its file, once and for all: of one training at the end of a
 * cycle, or of several trainings of one setting together. A number that there is not is null.
 */
public record TestedRow(
    @Column("the study's name") String study,
    @Column("the stage's name") String stage,
    @Column("the training's number within its stage; NULL where several answer together")
        Integer number,
    @Column("how many trainings answer: 1, or the first so many of the stage") int trainings,
    @Column("the cycle at whose end the trainings were tested, from 1") int cycle,
    @Column(value = "when the test images were looked at", type = "TIMESTAMP") String tested,
    @Column("what computed the answers") Provenance provenance,
    @Column("the names of the classes, by label") List<String> classNames,
    @Column("one network, and ensembles of snapshots") List<TestRow> tests) {

  /** The combination of one network that answers alone. */
  public static final String ALONE = "none";

  /** Networks that answered for the test images, alone or together. */
  public record TestRow(
      @Column(
              "who answered: single (the last snapshot), last-1 (of each training), last-2, ..., all, or greedy (chosen on validation data)")
          String members,
      @Column(
              "how their answers become one: mean (probability) or (majority) vote; none where one answers alone")
          String combination,
      @Column("the members, training/cycle of each: 0/1,0/2,0/3") String networks,
      @Column("how many images were tested") int images,
      @Column("test accuracy, 0..1") double accuracy,
      @Column("lower end of the accuracy's 95 % interval (Wilson), 0..1") double accuracyLow,
      @Column("upper end of the accuracy's 95 % interval (Wilson), 0..1") double accuracyHigh,
      @Column("test loss, nats; NULL for a vote, which has no probabilities") Double loss,
      @Column("accuracy of the same members on the validation split, 0..1; optimistic for greedy")
          double validationAccuracy,
      @Column("how often each class was taken for each, where it ever was")
          List<ConfusionRow> confusion) {

    /** The confusion matrix: {@code counts[label][predicted]} images, classes x classes. */
    public int[][] counts(int classes) {
      int[][] counts = new int[classes][classes];
      confusion.forEach(row -> counts[row.label()][row.predicted()] = row.count());
      return counts;
    }
  }

  /** Images of one class that were taken for one class. */
  public record ConfusionRow(
      @Column("the label of the images, from 0") int label,
      @Column("the class that they were taken for, from 0") int predicted,
      @Column("how many they are") int count) {}

  /**
   * The test of some members.
   *
   * @throws IllegalArgumentException if there is none
   */
  public TestRow test(String members, String combination) {
    return tests.stream()
        .filter(test -> test.members().equals(members) && test.combination().equals(combination))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s was not tested by %s: there are %s"
                        .formatted(
                            members,
                            combination,
                            tests.stream()
                                .map(test -> test.members() + " by " + test.combination())
                                .toList())));
  }
}
