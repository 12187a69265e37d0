package io.github.clrsearch.store;

import io.github.clrsearch.search.findings.Comparison;
import io.github.clrsearch.search.trial.Column;

/** Row of a paired comparison of two settings that a stage retrained with the same seeds. */
public record ComparisonRow(
    @Column("the study's name") String study,
    @Column("the stage that retrained them") String stage,
    @Column("the trial that found the setting of the higher mean") String first,
    @Column("the trial that found the other setting") String second,
    @Column("number of seeds that both were trained with") int seeds,
    @Column("number of validation images that were compared one by one; NULL if only means were")
        Integer images,
    @Column("how much better the mean of the metric over the seeds is for first than for second")
        double difference,
    @Column("lower end of its 95 % interval") double differenceLow,
    @Column("upper end of its 95 % interval") double differenceHigh,
    @Column("p-value of the paired test over seeds and images, uncorrected") double pValue,
    @Column("p-value corrected by Holm's method for all pairs of the stage") double pCorrected,
    @Column("better: the corrected p-value is 0.05 or less; else not distinguishable")
        String verdict) {

  public static ComparisonRow of(String study, String stage, Comparison pair) {
    return new ComparisonRow(
        study,
        stage,
        pair.first(),
        pair.second(),
        pair.seeds(),
        pair.images() == 0 ? null : pair.images(),
        pair.difference(),
        pair.difference() - pair.halfWidth(),
        pair.difference() + pair.halfWidth(),
        pair.pValue(),
        pair.corrected(),
        pair.holds() ? "better" : "not distinguishable");
  }
}
