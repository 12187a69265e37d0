package io.github.clrsearch.store;

import io.github.clrsearch.search.findings.ConfirmationResult;
import io.github.clrsearch.search.findings.RepeatedSetting;
import io.github.clrsearch.search.trial.Column;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Row of a setting that a stage retrained with several seeds. Missing numbers are null. */
public record ConfirmedRow(
    @Column("the study's name") String study,
    @Column("the stage that retrained it") String stage,
    @Column("rank by mean accuracy, from 1") int rank,
    @Column("the trial that found it: coarse/3") String foundBy,
    @Column("cycle of that trial with the setting's accuracy, from 1") int cycle,
    @Column("the setting's hyperparameters by name") Map<String, Double> setting,
    @Column("number of seeds whose training completed") int seeds,
    @Column("mean validation accuracy over the seeds, 0..1") Double meanAccuracy,
    @Column("its standard deviation over the seeds; NULL for fewer than two")
        Double accuracyDeviation,
    @Column("lower end of the mean's 95 % interval over seeds; NULL for fewer than two")
        Double accuracyLow,
    @Column("upper end of the mean's 95 % interval over seeds; NULL for fewer than two")
        Double accuracyHigh,
    @Column("validation accuracy in the search, optimistically biased (best of many), 0..1")
        double searchAccuracy,
    @Column("the bias: search_accuracy - mean_accuracy") Double optimism) {

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
