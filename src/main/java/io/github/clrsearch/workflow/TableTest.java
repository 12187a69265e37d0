package io.github.clrsearch.workflow;

import io.github.clrsearch.config.TestCase;
import io.github.clrsearch.config.TestCase.Predictor;
import io.github.clrsearch.search.space.Setting;
import io.github.clrsearch.search.trial.EnsembleResult;
import io.github.clrsearch.store.EndedTrial;
import io.github.clrsearch.store.Table1Row;
import io.github.clrsearch.store.TestedRow;
import io.github.clrsearch.training.EnsembleScores;
import io.github.clrsearch.training.FinalEnsembles;
import java.math.BigDecimal;
import java.util.List;
import org.apache.commons.math3.stat.descriptive.DescriptiveStatistics;

/** From final tests to the rows of the report's table. */
public final class TableTest {
  private final OpenStudy open;
  private final FinalTest test;

  public TableTest(OpenStudy open, FinalTest test) {
    this.open = open;
    this.test = test;
  }

  /**
   * The row of a test case; without accuracies where no training came to its last cycle's end.
   *
   * @param ended the trainings of its setting, which may go on for more cycles
   */
  public Table1Row row(TestCase of, String stage, List<EndedTrial> ended) {
    List<TestedRow> tested =
        ended.stream()
            .filter(end -> FinalNetworks.hasCycle(end, of.cycles()))
            .map(end -> test.of(end, of.cycles()))
            .toList();
    boolean together = of.answers() == Predictor.ENSEMBLE && of.cycles() > 1;
    MeanAndDeviation single = MeanAndDeviation.of(tested, FinalEnsembles.SINGLE, TestedRow.ALONE);
    List<TestedRow> ensembles = together ? tested : List.of();
    MeanAndDeviation vote = MeanAndDeviation.of(ensembles, EnsembleScores.ALL, EnsembleResult.VOTE);
    MeanAndDeviation mean = MeanAndDeviation.of(ensembles, EnsembleScores.ALL, EnsembleResult.MEAN);
    Setting setting = of.setting();
    return new Table1Row(
        open.configuration().study().name(),
        of.number(),
        stage,
        of.cycles(),
        setting.value("lambda"),
        nS(setting),
        setting.value("p_x"),
        setting.value("p_h"),
        setting.integer("m"),
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
        fraction(of.report()),
        fraction(of.pytorch()));
  }

  private Long nS(Setting setting) {
    try {
      return open.objective().derived(setting).get("n_s").longValue();
    } catch (IllegalArgumentException e) {
      // A setting that no training takes: its row is without accuracies too.
      return null;
    }
  }

  private static Double fraction(double percent) {
    // Through decimals: 51.84 / 100 is not the double nearest to 0.5184.
    return Double.isNaN(percent)
        ? null
        : BigDecimal.valueOf(percent).movePointLeft(2).doubleValue();
  }

  /**
   * Mean and standard deviation of an accuracy over trainings.
   *
   * @param mean null without a training
   * @param deviation null of fewer than two trainings
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
