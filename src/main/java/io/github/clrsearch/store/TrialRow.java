package io.github.clrsearch.store;

import java.util.List;
import java.util.Map;

/**
 * One trial as it lies in its file: the one place where the names, types and comments of the stored
 * columns are given. A number that there is not is null.
 */
public record TrialRow(
    @Column("the study's name") String study,
    @Column("the stage's name") String stage,
    @Column("the trial's number within its stage, from 0") int number,
    @Column("which order of the mini-batches it had: 0 in a search, from 1 where it confirms")
        Integer repetition,
    @Column("completed, stopped, diverged or failed") String outcome,
    @Column(
            value = "why it was stopped, diverged or failed; NULL where it completed",
            nullable = true)
        String reason,
    @Column("the trial's hyperparameters by name") Map<String, Double> setting,
    @Column("highest validation accuracy at a cycle's end, 0..1") Double bestValidationAccuracy,
    @Column("the cycle of the highest validation accuracy, from 1") Integer bestCycle,
    @Column("validation accuracy at the last cycle's end, 0..1") Double lastValidationAccuracy,
    @Column("validation loss at the last cycle's end, nats") Double lastValidationLoss,
    @Column("updates done") long updates,
    @Column(
            "updates of these that an execution before had done, which was lost or is continued; 0 where there was none")
        Long resumedAt,
    @Column("the trial's own seed") long seed,
    @Column(
            "wall time of the trial on its executors, seconds, without that of one which was lost; side by side with others its share")
        double seconds,
    @Column(value = "when it started on its executor", type = "TIMESTAMP") String started,
    @Column(value = "when it ended on its executor", type = "TIMESTAMP") String ended,
    @Column(value = "Spark's name of the executor", nullable = true) String executor,
    @Column(value = "the executor's host", nullable = true) String host,
    @Column("Spark's attempt, from 0: more where an executor was lost") int attempt,
    @Column("how many trials were trained side by side then, itself included") Integer sideBySide,
    @Column("what computed it") Provenance provenance,
    @Column("the state at every cycle's end") List<CycleRow> cycles,
    @Column("every measurement, for learning curves") List<MeasurementRow> measurements,
    @Column(
            value =
                "where it confirms: the validation images that the last cycle's network answers right, as their number, a colon and a bit each in Base64; else NULL",
            nullable = true)
        String answers) {

  /** The end of one cycle: a point of the search. */
  public record CycleRow(
      @Column("the cycle that ended, from 1") int cycle,
      @Column("updates done so far") long updates,
      @Column("cost on a fixed sample of the training split, nats") Double trainingCost,
      @Column("loss on a fixed sample of the training split, nats") Double trainingLoss,
      @Column("accuracy on a fixed sample of the training split, 0..1") Double trainingAccuracy,
      @Column("cost on the validation split, nats") Double validationCost,
      @Column("loss on the validation split, nats") Double validationLoss,
      @Column("accuracy on the validation split, 0..1") Double validationAccuracy,
      @Column("ensembles of this cycle's end and those before") List<EnsembleRow> ensembles) {

    /** Without ensembles. */
    public CycleRow(
        int cycle,
        long updates,
        Double trainingCost,
        Double trainingLoss,
        Double trainingAccuracy,
        Double validationCost,
        Double validationLoss,
        Double validationAccuracy) {
      this(
          cycle,
          updates,
          trainingCost,
          trainingLoss,
          trainingAccuracy,
          validationCost,
          validationLoss,
          validationAccuracy,
          List.of());
    }

    /** A row of a version that had no ensembles lacks them. */
    public CycleRow {
      ensembles = ensembles == null ? List.of() : List.copyOf(ensembles);
    }
  }

  /** The models at several cycles' ends, answering together. */
  public record EnsembleRow(
      @Column("how the members were chosen: all, last-2, last-3, ..., or greedy") String members,
      @Column("how their answers become one: mean (probability) or (majority) vote")
          String combination,
      @Column("the cycles at whose ends the members were taken: 1,2,3") String cycles,
      @Column("accuracy on the validation split, 0..1; optimistic for greedy, chosen by it")
          Double validationAccuracy) {}

  /** One measurement of one split. */
  public record MeasurementRow(
      @Column("the cycle it belongs to, from 1; 0 before the first update") int cycle,
      @Column("updates done so far") long update,
      @Column("training or validation") String split,
      @Column("how many images were measured") int images,
      @Column("the learning rate of the next update") Double eta,
      @Column("cost: loss plus penalty, nats") Double cost,
      @Column("loss: mean cross-entropy, nats") Double loss,
      @Column("accuracy, 0..1") Double accuracy) {}
}
