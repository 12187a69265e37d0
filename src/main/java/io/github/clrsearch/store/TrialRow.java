package io.github.clrsearch.store;

import io.github.clrsearch.search.trial.Column;
import io.github.clrsearch.search.trial.CycleResult;
import io.github.clrsearch.search.trial.Measurement;
import java.util.List;
import java.util.Map;

/** Row of an ended trial's file. Missing numbers are null. */
public record TrialRow(
    @Column("the study's name") String study,
    @Column("the stage's name") String stage,
    @Column("the trial's number within its stage, from 0") int number,
    @Column("order of the mini-batches: 0 in a search, from 1 in a stage that confirms")
        Integer repetition,
    @Column("completed, stopped, diverged or failed") String outcome,
    @Column(value = "why it was stopped, diverged or failed; NULL if completed", nullable = true)
        String reason,
    @Column("the trial's hyperparameters by name, those that are numbers")
        Map<String, Double> setting,
    @Column("highest validation accuracy at a cycle's end, 0..1") Double bestValidationAccuracy,
    @Column("cycle of the best value of the metric that trials are compared by, from 1")
        Integer bestCycle,
    @Column("validation accuracy at the last cycle's end, 0..1") Double lastValidationAccuracy,
    @Column("validation loss at the last cycle's end, nats") Double lastValidationLoss,
    @Column("updates done") long updates,
    @Column(
            "updates that were done by an earlier execution, which was lost or is continued; 0 if none")
        Long resumedAt,
    @Column("the trial's own seed") long seed,
    @Column(
            "wall time on the executors, seconds, without lost executions; in fused training, its share")
        double seconds,
    @Column(value = "when it started on its executor", type = "TIMESTAMP") String started,
    @Column(value = "when it ended on its executor", type = "TIMESTAMP") String ended,
    @Column(value = "Spark's ID of the executor", nullable = true) String executor,
    @Column(value = "the executor's host", nullable = true) String host,
    @Column("Spark's attempt, from 0; higher if an executor was lost") int attempt,
    @Column("number of trials in the same fused training, including this one") Integer sideBySide,
    @Column("versions, data and processor") Provenance provenance,
    @Column("results at the end of every cycle") List<CycleResult> cycles,
    @Column("every measurement, for learning curves") List<Measurement> measurements,
    @Column(
            value =
                "in a stage that confirms: the number of validation images, a colon, and one bit per image in Base64, set if the last network classifies it correctly; else NULL",
            nullable = true)
        String answers,
    @Column("best and last values of the objective's own metrics by name")
        Map<String, Double> metrics,
    @Column(
            value =
                "reasons of earlier executions that failed and were repeated, one per line; NULL if none",
            nullable = true)
        String earlierFailures,
    @Column("the trial's hyperparameters by name, those that are words") Map<String, String> words,
    @Column(
            value =
                "trial and folder of the study that trained it, if it was taken over from there; else NULL",
            nullable = true)
        String takenFrom) {

  /** Rows of the built-in training, and of earlier versions, have no metrics and words. */
  public TrialRow {
    metrics = metrics == null ? Map.of() : metrics;
    words = words == null ? Map.of() : words;
  }
}
