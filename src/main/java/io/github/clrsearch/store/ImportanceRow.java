package io.github.clrsearch.store;

import io.github.clrsearch.search.findings.Importances;
import io.github.clrsearch.search.trial.Column;
import java.util.List;

/** Row of the share of the variance of the metric that a hyperparameter explains. */
public record ImportanceRow(
    @Column("the study's name") String study,
    @Column("the stage whose trials it is computed from; all for all stages that search")
        String stage,
    @Column("the hyperparameter's name") String hyperparameter,
    @Column("fraction of the variance of the metric over the space that it explains alone, 0..1")
        double importance,
    @Column("number of trials it is computed from") int trials) {

  /** The stage name for all stages together. */
  public static final String ALL = "all";

  public static List<ImportanceRow> of(String study, String stage, Importances importances) {
    return importances.byName().entrySet().stream()
        .map(
            entry ->
                new ImportanceRow(
                    study, stage, entry.getKey(), entry.getValue(), importances.trials()))
        .toList();
  }
}
