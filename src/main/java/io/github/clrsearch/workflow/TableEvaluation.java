package io.github.clrsearch.workflow;

import io.github.clrsearch.cluster.training.ClrHyperparameters;
import io.github.clrsearch.search.space.Setting;
import io.github.clrsearch.search.trial.EnsembleResult;
import io.github.clrsearch.store.EndedTrial;
import io.github.clrsearch.store.Table1Row;
import io.github.clrsearch.store.TestedRow;
import io.github.clrsearch.training.EnsembleScores;
import io.github.clrsearch.training.FinalEnsembles;
import io.github.clrsearch.training.Hyperparameter;
import io.github.clrsearch.workflow.TestCase.Predictor;
import java.util.List;
import org.apache.commons.math3.stat.descriptive.DescriptiveStatistics;

/** Tests the trainings of a {@link TableStudy}. */
public final class TableEvaluation {
  private final OpenStudy open;
  private final TestSetEvaluation evaluation;

  public TableEvaluation(OpenStudy open, TestSetEvaluation evaluation) {
    this.open = open;
    this.evaluation = evaluation;
  }

  /**
   * The row of a test case, without accuracies if no training reached its cycle.
   *
   * @param setting of its stage
   * @param ended the trainings of its stage
   */
  public Table1Row row(TestCase of, Setting setting, List<EndedTrial> ended) {
    List<TestedRow> tested =
        ended.stream()
            .filter(end -> FinalNetworks.hasCycle(end, of.cycle()))
            .map(end -> evaluation.of(end, of.cycle()))
            .toList();
    boolean together = of.answers() == Predictor.ENSEMBLE && of.cycle() > 1;
    MeanAndDeviation single = MeanAndDeviation.of(tested, FinalEnsembles.SINGLE, TestedRow.ALONE);
    List<TestedRow> ensembles = together ? tested : List.of();
    MeanAndDeviation vote = MeanAndDeviation.of(ensembles, EnsembleScores.ALL, EnsembleResult.VOTE);
    MeanAndDeviation mean = MeanAndDeviation.of(ensembles, EnsembleScores.ALL, EnsembleResult.MEAN);
    return new Table1Row(
        open.configuration().study().name(),
        of.number(),
        of.stage(),
        of.cycle(),
        setting.value(Hyperparameter.LAMBDA.key()),
        nS(setting),
        setting.value(Hyperparameter.P_X.key()),
        setting.value(Hyperparameter.P_H.key()),
        setting.integer(Hyperparameter.M.key()),
        String.join(", ", of.improvements()),
        together ? "ensemble" : "network",
        open.data().name(),
        tested.size(),
        single.mean(),
        single.deviation(),
        vote.mean(),
        vote.deviation(),
        mean.mean(),
        mean.deviation(),
        of.report(),
        of.pytorch());
  }

  private Long nS(Setting setting) {
    try {
      return open.objective().derived(setting).get(ClrHyperparameters.N_S).longValue();
    } catch (IllegalArgumentException e) {
      // No training accepts this setting, so its row has no accuracies either.
      return null;
    }
  }

  /**
   * Mean and standard deviation of an accuracy over trainings.
   *
   * @param mean null if there is no training
   * @param deviation null if there are fewer than two trainings
   */
  private record MeanAndDeviation(Double mean, Double deviation) {
    static MeanAndDeviation of(List<TestedRow> tested, String members, String combination) {
      DescriptiveStatistics accuracies = new DescriptiveStatistics();
      tested.forEach(row -> accuracies.addValue(row.test(members, combination).accuracy()));
      return new MeanAndDeviation(
          accuracies.getN() == 0 ? null : accuracies.getMean(),
          accuracies.getN() < 2 ? null : accuracies.getStandardDeviation());
    }
  }
}
