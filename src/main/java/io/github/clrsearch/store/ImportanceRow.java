package io.github.clrsearch.store;

import io.github.clrsearch.search.findings.Importances;
import java.util.List;

/** How much of the validation accuracy's variance a hyperparameter explains. */
public record ImportanceRow(
    @Column("the study's name") String study,
    @Column("the stage whose trials it is computed from; all: those of every stage that searches")
        String stage,
    @Column("the hyperparameter's name") String hyperparameter,
    @Column(
            "the fraction of the variance of validation accuracy over the space that it explains alone, 0..1")
        double importance,
    @Column("how many trials it is computed from") int trials) {

  /** What stands for all stages together. */
  public static final String ALL = "all";

  /** The rows of a stage. */
  public static List<ImportanceRow> of(String study, String stage, Importances importances) {
    return importances.byName().entrySet().stream()
        .map(
            entry ->
                new ImportanceRow(
                    study, stage, entry.getKey(), entry.getValue(), importances.trials()))
        .toList();
  }
}
