package io.github.clrsearch.search.findings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.clrsearch.search.samplers.RandomSampler;
import io.github.clrsearch.search.space.Choice;
import io.github.clrsearch.search.space.Constant;
import io.github.clrsearch.search.space.IntegerUniform;
import io.github.clrsearch.search.space.LogUniform;
import io.github.clrsearch.search.space.SearchSpace;
import io.github.clrsearch.search.space.Setting;
import io.github.clrsearch.search.space.Uniform;
import io.github.clrsearch.search.trial.Metric;
import io.github.clrsearch.search.trial.Observation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class ImportancesTest {
  private static final SearchSpace SPACE =
      SearchSpace.empty()
          .with("lambda", new LogUniform(1e-5, 1e-1))
          .with("p", new Uniform(0.5, 1))
          .with("k", new IntegerUniform(2, 8))
          .with("m", new Constant(50));

  private static double decade(Setting setting) {
    return (Math.log10(setting.value("lambda")) + 5) / 4;
  }

  private static List<Observation> observed(ToDoubleFunction<Setting> accuracy, int count) {
    Random noise = new Random(1);
    List<Observation> observations = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Setting setting = new RandomSampler().sample(SPACE, 1, "coarse", i, 0);
      double seen = accuracy.applyAsDouble(setting) + 0.002 * noise.nextGaussian();
      observations.add(new Observation("coarse/" + i, 1, setting, seen));
    }
    return observations;
  }

  private static Map<String, Double> of(List<Observation> observations) {
    return Importances.of(SPACE, observations, Metric.accuracy(), 1).orElseThrow().byName();
  }

  @Test
  void theOneDimensionThatMattersIsImportant() {
    Map<String, Double> importances =
        of(observed(setting -> 0.5 - 0.2 * Math.pow(decade(setting) - 0.7, 2), 60));

    assertThat(importances).containsOnlyKeys("lambda", "p", "k");
    assertThat(importances.get("lambda")).isGreaterThan(0.8);
    assertThat(importances.get("p")).isLessThan(0.05);
    assertThat(importances.get("k")).isLessThan(0.05);
  }

  @Test
  void anEvenSampleOfThousandsOfTrialsIsEnough() {
    List<Observation> many = observed(setting -> 0.3 + 0.2 * decade(setting), 1500);
    Importances importances = Importances.of(SPACE, many, Metric.accuracy(), 1).orElseThrow();

    assertThat(importances.trials()).isEqualTo(1000);
    assertThat(importances.byName().get("lambda")).isGreaterThan(0.9);
  }

  @Test
  void nothingIsImportantForNoise() {
    assertThat(of(observed(setting -> 0.5, 60)).values())
        .allSatisfy(importance -> assertThat(importance).isLessThan(0.05));
  }

  @Test
  void equallyImportantDimensionsShareTheVariance() {
    Map<String, Double> importances =
        of(
            observed(
                setting -> 0.3 + 0.2 * decade(setting) + 0.4 * (setting.value("p") - 0.5), 120));

    assertThat(importances.get("lambda")).isBetween(0.3, 0.55);
    assertThat(importances.get("p")).isBetween(0.3, 0.55);
    assertThat(importances.get("k")).isLessThan(0.05);
  }

  @Test
  void interactionsAreNotImportanceOfASingleDimension() {
    Map<String, Double> importances =
        of(
            observed(
                setting ->
                    0.4 + 0.1 * Math.signum((decade(setting) - 0.5) * (setting.value("p") - 0.75)),
                120));
    assertThat(importances.values())
        .allSatisfy(importance -> assertThat(importance).isLessThan(0.15));
  }

  @Test
  void theNumberOfCyclesIsADimension() {
    SearchSpace space =
        SearchSpace.empty()
            .with("lambda", new LogUniform(1e-5, 1e-1))
            .with("n_cycles", new Constant(3));
    List<Observation> observations = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      Setting setting = new RandomSampler().sample(space, 1, "coarse", i, 0);
      for (int cycle = 1; cycle <= 3; cycle++) {
        observations.add(
            new Observation(
                "coarse/" + i, cycle, setting.with("n_cycles", cycle), 0.4 + 0.05 * cycle));
      }
    }
    Importances importances =
        Importances.of(space, observations, Metric.accuracy(), 1).orElseThrow();

    assertThat(importances.trials()).isEqualTo(20);
    assertThat(importances.byName().get("n_cycles")).isGreaterThan(0.9);
    assertThat(importances.byName().get("lambda")).isLessThan(0.01);
  }

  @Test
  void repeatsBitForBitWhateverTheOrder() {
    List<Observation> observations = observed(setting -> 0.5 - 0.1 * decade(setting), 40);
    List<Observation> shuffled = new ArrayList<>(observations);
    Collections.shuffle(shuffled, new Random(5));
    assertThat(of(shuffled)).isEqualTo(of(observations));
  }

  @Test
  void fewTrialsHaveNoImportances() {
    assertThat(Importances.of(SPACE, observed(setting -> decade(setting), 7), Metric.accuracy(), 1))
        .isEmpty();
    assertThat(Importances.of(SearchSpace.empty(), List.of(), Metric.accuracy(), 1)).isEmpty();
  }

  @Test
  void marginalsAndVariancesOfATreeAreExact() {
    // 1 below x = 0.5; above it 2 below y = 0.25 and 4 above.
    List<double[]> points = new ArrayList<>();
    List<Double> values = new ArrayList<>();
    for (double x = 0.125; x < 1; x += 0.25) {
      for (double y = 0.0625; y < 1; y += 0.125) {
        points.add(new double[] {x, y});
        values.add(x < 0.5 ? 1.0 : y < 0.25 ? 2.0 : 4.0);
      }
    }
    // Two points lie in the quarter below y = 0.25 of each column.
    RegressionTree tree = new RegressionTree(points, values);

    assertThat(tree.mean()).isCloseTo(2.25, within(1e-12));
    assertThat(tree.marginal(0, 0.1)).isCloseTo(1, within(1e-12));
    assertThat(tree.marginal(0, 0.9)).isCloseTo(3.5, within(1e-12));
    assertThat(tree.marginal(1, 0.1)).isCloseTo(1.5, within(1e-12));
    assertThat(tree.marginal(1, 1)).isCloseTo(2.5, within(1e-12));
    assertThat(tree.marginalVariance(0)).isCloseTo(1.5625, within(1e-12));
    assertThat(tree.marginalVariance(1)).isCloseTo(0.1875, within(1e-12));
    assertThat(tree.variance())
        .isCloseTo(0.5 + 0.125 * 4 + 0.375 * 16 - 2.25 * 2.25, within(1e-12));
    assertThat(tree.at(new double[] {0.7, 0.1})).isEqualTo(2);
    assertThat(tree.at(new double[] {1, 1})).isEqualTo(4);
  }

  @Test
  void theUnionContainsAllSpaces() {
    SearchSpace first =
        SearchSpace.empty()
            .with("lambda", new LogUniform(1e-4, 1e-2))
            .with("m", Choice.of(50, 100))
            .with("n_cycles", new Constant(2))
            .with("k", new IntegerUniform(3, 5));
    SearchSpace second =
        SearchSpace.empty()
            .with("lambda", new LogUniform(1e-5, 1e-3))
            .with("m", new Constant(200))
            .with("n_cycles", new Constant(2))
            .with("k", new Constant(8));
    assertThat(SearchSpace.union(List.of(first, second)))
        .isEqualTo(
            SearchSpace.empty()
                .with("lambda", new LogUniform(1e-5, 1e-2))
                .with("m", Choice.of(50, 100, 200))
                .with("n_cycles", new Constant(2))
                .with("k", new IntegerUniform(3, 8)));
  }
}
