package io.github.clrsearch.store;

import io.github.clrsearch.search.findings.ConfirmationResult;
import io.github.clrsearch.search.findings.RepeatedSetting;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A setting that a stage trained anew with several seeds. A number that there is not is null. */
public record ConfirmedRow(
    @Column("the study's name") String study,
    @Column("the stage that trained it anew") String stage,
    @Column("by its mean, from 1: the highest first") int rank,
    @Column("the trial that found it: coarse/3") String foundBy,
    @Column("the cycle of that trial at whose end it was best, from 1") int cycle,
    @Column("the setting's hyperparameters by name") Map<String, Double> setting,
    @Column("with how many seeds it was trained to its end") int seeds,
    @Column("mean validation accuracy over the seeds, 0..1") Double meanAccuracy,
    @Column("its standard deviation over the seeds; NULL of fewer than two")
        Double accuracyDeviation,
    @Column("lower end of the mean's 95 % interval over seeds; NULL of fewer than two")
        Double accuracyLow,
    @Column("upper end of the mean's 95 % interval over seeds; NULL of fewer than two")
        Double accuracyHigh,
    @Column("validation accuracy in the search, the highest of many, 0..1") double searchAccuracy,
    @Column("how much of that was luck: search_accuracy - mean_accuracy") Double optimism) {

  /** The rows of a stage, in the order of their ranks. */
  public static List<ConfirmedRow> of(String study, String stage, ConfirmationResult confirmed) {
    return IntStream.range(0, confirmed.settings().size())
        .mapToObj(i -> of(study, stage, i + 1, confirmed.settings().get(i)))
        .toList();
  }

  private static ConfirmedRow of(String study, String stage, int rank, RepeatedSetting repeated) {
    return new ConfirmedRow(
        study,
        stage,
        rank,
        repeated.found().trial(),
        repeated.found().cycle(),
        repeated.found().setting().values(),
        repeated.seeds(),
        TrialRows.orNull(repeated.mean()),
        TrialRows.orNull(repeated.deviation()),
        TrialRows.orNull(repeated.mean() - repeated.halfWidth()),
        TrialRows.orNull(repeated.mean() + repeated.halfWidth()),
        repeated.found().accuracy(),
        TrialRows.orNull(repeated.optimism()));
  }
}
