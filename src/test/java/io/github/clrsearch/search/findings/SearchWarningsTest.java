package io.github.clrsearch.search.findings;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clrsearch.search.samplers.Points;
import io.github.clrsearch.search.samplers.SobolSampler;
import io.github.clrsearch.search.space.Constant;
import io.github.clrsearch.search.space.IntegerUniform;
import io.github.clrsearch.search.space.LogUniform;
import io.github.clrsearch.search.space.Range;
import io.github.clrsearch.search.space.SearchSpace;
import io.github.clrsearch.search.space.Setting;
import io.github.clrsearch.search.space.Uniform;
import io.github.clrsearch.search.trial.Candidate;
import io.github.clrsearch.search.trial.Metric;
import io.github.clrsearch.search.trial.Observation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class SearchWarningsTest {
  private static final Metric METRIC = Metric.accuracy(5000);
  private static final SearchSpace LAMBDA =
      SearchSpace.empty().with("lambda", new LogUniform(1e-5, 1e-1));
  private static final SearchSpace TWO = LAMBDA.with("k", new IntegerUniform(2, 8));

  private static double decades(Setting setting) {
    return Math.log10(setting.value("lambda"));
  }

  private static List<String> warnings(
      SearchSpace space, int trials, boolean confirmed, ToDoubleFunction<Setting> accuracy) {
    Random noise = new Random(1);
    List<Candidate> candidates = new ArrayList<>();
    for (int i = 0; i < trials; i++) {
      Setting setting = new SobolSampler().sample(space, 1, "coarse", i, 0);
      double seen = accuracy.applyAsDouble(setting) + 0.001 * noise.nextGaussian();
      candidates.add(new Candidate(Points.trial(i, setting), 1, setting, 100, METRIC, seen));
    }
    List<Observation> observations = candidates.stream().map(Observation::of).toList();
    return new SearchWarnings(
            space,
            candidates,
            observations,
            METRIC,
            Map.of("k", Range.atLeast(1), "lambda", Range.atLeast(0)),
            Forest.of(space, observations, METRIC, 1),
            Map.of())
        .lines(confirmed);
  }

  /** One clear best in the middle, everything else clearly worse. */
  private static double peak(Setting setting) {
    return 0.55 - 0.06 * Math.abs(decades(setting) + 2.9);
  }

  @Test
  void aGoodStudyHasNoWarnings() {
    assertThat(warnings(LAMBDA, 20, true, SearchWarningsTest::peak)).isEmpty();
    assertThat(warnings(TWO, 40, true, s -> peak(s) - 0.02 * Math.abs(s.value("k") - 5))).isEmpty();
  }

  @Test
  void warnsIfTheBestIsAtTheBorder() {
    assertThat(warnings(LAMBDA, 20, true, s -> 0.6 + 0.05 * decades(s)))
        .singleElement()
        .asString()
        .matches(
            "lambda: the best trial \\(coarse/\\d+, 0\\.0\\d+\\) is at the upper end of the "
                + "searched range, \\[1e-5, 0\\.1\\], and trials away from the end are worse: search beyond it");
    assertThat(warnings(TWO, 40, true, s -> peak(s) - 0.02 * (s.value("k") - 2)))
        .singleElement()
        .asString()
        .startsWith("k: the best trial (coarse/")
        .contains("is at the lower end");
  }

  @Test
  void doesNotWarnIfTheBestIsAtAHardLimit() {
    SearchSpace fromOne = LAMBDA.with("k", new IntegerUniform(1, 8));
    assertThat(warnings(fromOne, 40, true, s -> peak(s) - 0.02 * (s.value("k") - 1))).isEmpty();
  }

  @Test
  void doesNotWarnIfTheBestIsAtTheBorderByChance() {
    assertThat(warnings(LAMBDA, 20, true, s -> 0.5)).noneMatch(line -> line.contains("is at the"));
  }

  @Test
  void reportsAFlatPartOfADimension() {
    // Like lambda at m = 50: constant below 1e-3, and falling above.
    assertThat(
            warnings(LAMBDA, 24, true, s -> 0.52 - 0.1 * Math.pow(Math.max(0, decades(s) + 3), 2)))
        .singleElement()
        .asString()
        .matches(
            "lambda has little effect below 0\\.00\\d+: the accuracies there have a standard deviation of 0\\.\\d\\d "
                + "points, less than one standard error \\(0\\.71\\)");
    assertThat(
            warnings(LAMBDA, 24, true, s -> 0.52 - 0.1 * Math.pow(Math.max(0, -3 - decades(s)), 2)))
        .singleElement()
        .asString()
        .startsWith("lambda has little effect above 0.00");
  }

  @Test
  void reportsAFlatDimensionBesideAnImportantOne() {
    assertThat(warnings(TWO, 60, true, SearchWarningsTest::peak))
        .singleElement()
        .asString()
        .startsWith("k has little effect over all of [2, 8]: ");
  }

  @Test
  void warnsOfTooFewTrialsForTheDimensions() {
    SearchSpace four = TWO.with("p_x", new Uniform(0.5, 1)).with("p_h", new Uniform(0.5, 1));
    assertThat(warnings(four, 12, true, s -> peak(s) - s.value("p_x") / 5 - s.value("p_h") / 5))
        .contains(
            "12 trials for 4 dimensions (lambda, k, p_x, p_h): at least 40 are recommended, "
                + "10 per dimension; add trials, or fix some dimensions");
    SearchSpace small = SearchSpace.empty().with("k", new IntegerUniform(2, 8));
    assertThat(warnings(small, 7, true, s -> 0.5 - 0.02 * Math.abs(s.value("k") - 5))).isEmpty();
  }

  @Test
  void theNumberOfCyclesNeedsNoExtraTrials() {
    SearchSpace cycles = LAMBDA.with(Candidate.CYCLES, new IntegerUniform(1, 5));
    assertThat(warnings(cycles, 10, true, s -> peak(s) - 0.02 * Math.abs(s.value("n_cycles") - 3)))
        .isEmpty();
  }

  @Test
  void warnsOfAnUndecidedBestUnlessItWasConfirmed() {
    ToDoubleFunction<Setting> broad = s -> 0.52 - 0.03 * Math.pow(decades(s) + 3, 2);

    assertThat(warnings(LAMBDA, 40, false, broad))
        .singleElement()
        .asString()
        .matches(
            "the best \\d+ trials are within 0\\.\\d\\d points, and one standard error of 5000 "
                + "validation images is 0\\.71: their order is due to chance; a stage with "
                + "confirm compares them");
    assertThat(warnings(LAMBDA, 40, true, broad)).isEmpty();
    assertThat(warnings(LAMBDA, 10, false, s -> 0.6 - 0.2 * Math.abs(decades(s) + 2.9))).isEmpty();
  }

  /** Trials of a stage that searched k, after a stage of another k; a NaN diverged. */
  private static List<String> afterAConstant(double constant, double elsewhere, double... hot) {
    SearchSpace cold = LAMBDA.with("k", new Constant(constant));
    SearchSpace searching = LAMBDA.with("k", new Uniform(10, 20));
    List<Candidate> candidates = new ArrayList<>();
    List<Observation> observations = new ArrayList<>();
    Map<String, SearchSpace> sampled = new HashMap<>();
    for (int i = 0; i < 20 + hot.length; i++) {
      boolean first = i < 20;
      double spread = 1e-4 * Math.pow(1.2, i % 20);
      double k = first ? constant : 10 + 10.0 * (i - 20) / hot.length;
      Setting setting = new Setting(Map.of("lambda", spread, "k", k));
      Candidate candidate =
          new Candidate(
              Points.trial(i, setting),
              1,
              setting,
              100,
              METRIC,
              first ? elsewhere - i / 100.0 : hot[i - 20]);
      candidates.add(candidate);
      observations.add(Observation.of(candidate));
      sampled.put(candidate.trial().toString(), first ? cold : searching);
    }
    SearchSpace space = SearchSpace.union(List.of(cold, searching));
    return new SearchWarnings(
            space,
            candidates,
            observations,
            METRIC,
            Map.of(),
            Forest.of(space, observations, METRIC, 1),
            sampled)
        .lines(true);
  }

  @Test
  void aConstantOfAnEarlierStageIsNotAnEndOfTheSearchedRange() {
    assertThat(afterAConstant(1, 0.466, 0.3795, Double.NaN, Double.NaN, Double.NaN))
        .noneMatch(line -> line.startsWith("k"));
    assertThat(afterAConstant(1, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1))
        .noneMatch(line -> line.startsWith("k"));
  }

  @Test
  void needsSeveralMeasuredTrialsAwayFromTheEnd() {
    assertThat(afterAConstant(1, 0.3, 0.5)).noneMatch(line -> line.startsWith("k"));
    assertThat(afterAConstant(1, 0.3, 0.5, Double.NaN, Double.NaN, Double.NaN, Double.NaN))
        .noneMatch(line -> line.startsWith("k"));
    assertThat(afterAConstant(1, 0.3, 0.6, 0.5, 0.45, 0.4, 0.35))
        .anyMatch(line -> line.startsWith("k: the best trial (coarse/20, 10) is at the lower end"))
        .anyMatch(line -> line.contains("[10, 20]"));
  }

  @Test
  void aPartWithDivergedTrialsIsNotFlat() {
    SearchSpace k = SearchSpace.empty().with("k", new Uniform(0, 1));
    assertThat(warnings(k, 30, true, s -> 0.5))
        .anyMatch(line -> line.contains("has little effect"));
    assertThat(warnings(k, 30, true, s -> s.value("k") * 10 % 1 < 0.3 ? Double.NaN : 0.5))
        .noneMatch(line -> line.contains("has little effect"));
  }

  @Test
  void mentionsTrialsWithoutAnAccuracy() {
    assertThat(warnings(LAMBDA, 12, true, s -> decades(s) > -3 ? Double.NaN : peak(s)))
        .anyMatch(
            line ->
                line.startsWith("6 trials with a validation accuracy for 1 dimension (lambda): "));
  }

  @Test
  void aStudyWithoutAnAccuracyHasNoWarnings() {
    assertThat(warnings(LAMBDA, 5, false, s -> Double.NaN)).isEmpty();
  }
}
