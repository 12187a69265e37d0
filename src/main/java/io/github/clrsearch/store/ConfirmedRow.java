package io.github.clrsearch.store;

import io.github.clrsearch.search.findings.ConfirmationResult;
import io.github.clrsearch.search.findings.RepeatedSetting;
import io.github.clrsearch.search.space.Setting;
import io.github.clrsearch.search.trial.Column;
import io.github.clrsearch.search.trial.Metric;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Row of a setting that a stage retrained with several seeds. Missing numbers are null. */
public record ConfirmedRow(
    @Column("the study's name") String study,
    @Column("the stage that retrained it") String stage,
    @Column("rank by the mean of the metric, from 1") int rank,
    @Column("the trial that found it: coarse/3") String foundBy,
    @Column("cycle of that trial at whose end the setting was found, from 1") int cycle,
    @Column("the setting's hyperparameters by name, those that are numbers")
        Map<String, Double> setting,
    @Column("number of seeds whose training completed") int seeds,
    @Column("mean validation accuracy over the seeds, 0..1") Double meanAccuracy,
    @Column("its standard deviation over the seeds; NULL for fewer than two")
        Double accuracyDeviation,
    @Column("lower end of the mean's 95 % interval over seeds; NULL for fewer than two")
        Double accuracyLow,
    @Column("upper end of the mean's 95 % interval over seeds; NULL for fewer than two")
        Double accuracyHigh,
    @Column("validation accuracy in the search, optimistically biased (best of many), 0..1")
        Double searchAccuracy,
    @Column(
            "the bias: how much better the value in the search is than the mean; search_accuracy - mean_accuracy")
        Double optimism,
    @Column("the same numbers for a metric of the objective's own, by name")
        Map<String, Double> metrics,
    @Column("the setting's hyperparameters by name, those that are words")
        Map<String, String> words) {

  /** Rows of the built-in training, and of earlier versions, have no metrics and words. */
  public ConfirmedRow {
    metrics = metrics == null ? Map.of() : metrics;
    words = words == null ? Map.of() : words;
  }

  public Setting toSetting() {
    return Setting.of(setting).with(Setting.of(words));
  }

  /** The rows of a stage, in the order of their ranks. */
  public static List<ConfirmedRow> of(String study, String stage, ConfirmationResult confirmed) {
    return IntStream.range(0, confirmed.settings().size())
        .mapToObj(i -> of(study, stage, i + 1, confirmed.settings().get(i)))
        .toList();
  }

  private static ConfirmedRow of(String study, String stage, int rank, RepeatedSetting repeated) {
    boolean accuracy = repeated.metric().name().equals(Metric.VALIDATION_ACCURACY);
    return new ConfirmedRow(
        study,
        stage,
        rank,
        repeated.found().trial(),
        repeated.found().cycle(),
        repeated.found().setting().numbers(),
        repeated.seeds(),
        accuracy ? TrialRows.orNull(repeated.mean()) : null,
        accuracy ? TrialRows.orNull(repeated.deviation()) : null,
        accuracy ? TrialRows.orNull(repeated.mean() - repeated.halfWidth()) : null,
        accuracy ? TrialRows.orNull(repeated.mean() + repeated.halfWidth()) : null,
        accuracy ? TrialRows.orNull(repeated.found().score()) : null,
        TrialRows.orNull(repeated.optimism()),
        accuracy ? Map.of() : MetricValues.of(repeated),
        repeated.found().setting().words());
  }

  /**
   * Numbers of a confirmed setting, in values of the metric. A missing number is null.
   *
   * @param low lower end of the 95 % interval of the mean
   * @param high upper end of the 95 % interval of the mean
   * @param inSearch the value in the search
   */
  public record Summary(Double mean, Double low, Double high, Double inSearch) {}

  /** The numbers of a study with this metric. */
  public Summary of(Metric metric) {
    if (metric.name().equals(Metric.VALIDATION_ACCURACY)) {
      return new Summary(meanAccuracy, accuracyLow, accuracyHigh, searchAccuracy);
    }
    List<Double> numbers =
        MetricValues.confirmed(metric.name()).stream().map(metrics::get).toList();
    return new Summary(numbers.get(0), numbers.get(2), numbers.get(3), numbers.get(4));
  }

  /** Whether a training completed, so that there is a mean. */
  public boolean hasMean() {
    return seeds > 0;
  }
}
