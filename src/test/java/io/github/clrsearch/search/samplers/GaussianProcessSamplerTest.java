package io.github.clrsearch.search.samplers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.clrsearch.search.SearchingStage;
import io.github.clrsearch.search.Stage;
import io.github.clrsearch.search.Study;
import io.github.clrsearch.search.TrialSequence;
import io.github.clrsearch.search.Trials;
import io.github.clrsearch.search.space.Constant;
import io.github.clrsearch.search.space.IntegerUniform;
import io.github.clrsearch.search.space.LogUniform;
import io.github.clrsearch.search.space.SearchSpace;
import io.github.clrsearch.search.space.Setting;
import io.github.clrsearch.search.space.Uniform;
import io.github.clrsearch.search.trial.Metric;
import io.github.clrsearch.search.trial.Observation;
import io.github.clrsearch.search.trial.RefinementException;
import io.github.clrsearch.search.trial.Trial;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GaussianProcessSamplerTest {
  private static final Metric METRIC = Metric.accuracy(5000);
  private static final SearchSpace LAMBDA_AND_K =
      SearchSpace.empty()
          .with("lambda", new LogUniform(1e-5, 1e-1))
          .with("k", new IntegerUniform(2, 8));

  /** As for CIFAR-10: constant below 1e-3, best at 3e-3, falling above. */
  private static double accuracy(Setting setting) {
    double decades = Math.log10(setting.value("lambda")) + 2.5;
    double k = setting.value("k") - 5;
    double loss =
        decades > 0 ? 0.1 * decades * decades : 0.012 * (1 - Math.exp(-2 * decades * decades));
    return 0.52 - loss - 0.001 * k * k;
  }

  /** Branin's function, turned over and scaled: three maxima of 0.6. */
  private static double branin(Setting setting) {
    double x = setting.value("x");
    double y = setting.value("y");
    double square = y - 5.1 / (4 * Math.PI * Math.PI) * x * x + 5 / Math.PI * x - 6;
    double value = square * square + 10 * (1 - 1 / (8 * Math.PI)) * Math.cos(x) + 10;
    return 0.6 - (value - 0.397887) / 1000;
  }

  /** Hartmann's function of three dimensions, scaled: several maxima, the highest 0.5575. */
  private static double hartmann(Setting setting) {
    double[][] slopes = {{3, 10, 30}, {0.1, 10, 35}, {3, 10, 30}, {0.1, 10, 35}};
    double[][] centres = {
      {0.3689, 0.117, 0.2673},
      {0.4699, 0.4387, 0.747},
      {0.1091, 0.8732, 0.5547},
      {0.0381, 0.5743, 0.8828}
    };
    double[] heights = {1, 1.2, 3, 3.2};
    double[] point = {setting.value("x"), setting.value("y"), setting.value("z")};
    double sum = 0;
    for (int i = 0; i < heights.length; i++) {
      double distance = 0;
      for (int d = 0; d < point.length; d++) {
        distance += slopes[i][d] * Math.pow(point[d] - centres[i][d], 2);
      }
      sum += heights[i] * Math.exp(-distance);
    }
    return 0.3 + sum / 15;
  }

  private static List<Observation> observed(
      SearchSpace space, ToDoubleFunction<Setting> accuracy, int count, long seed) {
    Random noise = new Random(seed);
    List<Observation> observations = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Setting setting = new RandomSampler().sample(space, seed, "coarse", i, 0);
      double seen = accuracy.applyAsDouble(setting) + 0.003 * noise.nextGaussian();
      observations.add(new Observation("coarse/" + i, 1, setting, seen));
    }
    return observations;
  }

  private static List<Setting> draw(Sampler sampler, SearchSpace space, long seed, int count) {
    return IntStream.range(0, count)
        .mapToObj(number -> sampler.sample(space, seed, "model", number, 0))
        .toList();
  }

  private static double best(List<Setting> settings, ToDoubleFunction<Setting> accuracy) {
    return settings.stream().mapToDouble(accuracy).max().orElseThrow();
  }

  /** The mean shortfall from the optimum over 20 seeds, of random draws and of the model's. */
  private static double[] shortfalls(
      SearchSpace space, ToDoubleFunction<Setting> accuracy, double optimum) {
    double[] sums = new double[2];
    for (long seed = 0; seed < 20; seed++) {
      List<Observation> seen = observed(space, accuracy, 20, seed);
      double before = best(seen.stream().map(Observation::setting).toList(), accuracy);
      Sampler model = new GaussianProcessSampler(new Evidence(seen, METRIC, Set.of()));
      double random = best(draw(new RandomSampler(), space, seed, 12), accuracy);
      double modelled = best(draw(model, space, seed, 12), accuracy);
      sums[0] += optimum - Math.max(before, random);
      sums[1] += optimum - Math.max(before, modelled);
    }
    return sums;
  }

  @Test
  void comesNearerToTheOptimumThanRandomAtEqualTrials() {
    SearchSpace square =
        SearchSpace.empty().with("x", new Uniform(-5, 10)).with("y", new Uniform(0, 15));
    double[] branin = shortfalls(square, GaussianProcessSamplerTest::branin, 0.6);
    assertThat(branin[1]).isLessThan(0.8 * branin[0]);

    SearchSpace cube = SearchSpace.empty();
    for (String name : List.of("x", "y", "z")) {
      cube = cube.with(name, new Uniform(0, 1));
    }
    double[] hartmann = shortfalls(cube, GaussianProcessSamplerTest::hartmann, 0.55752);
    assertThat(hartmann[1]).isLessThan(0.6 * hartmann[0]);
  }

  @Test
  void theOrderOfObservationsDoesNotMatter() {
    List<Observation> seen = observed(LAMBDA_AND_K, GaussianProcessSamplerTest::accuracy, 15, 3);
    List<Observation> other = new ArrayList<>(seen);
    other.sort(Comparator.comparingDouble(Observation::score));
    List<Setting> settings =
        draw(new GaussianProcessSampler(new Evidence(seen, METRIC, Set.of())), LAMBDA_AND_K, 1, 10);

    assertThat(
            draw(
                new GaussianProcessSampler(new Evidence(other, METRIC, Set.of())),
                LAMBDA_AND_K,
                1,
                10))
        .isEqualTo(settings)
        .doesNotHaveDuplicates();
    assertThat(
            draw(
                new GaussianProcessSampler(new Evidence(seen, METRIC, Set.of())),
                LAMBDA_AND_K,
                2,
                10))
        .isNotEqualTo(settings);
  }

  @Test
  void drawsTheSameSettingForever() {
    List<Observation> seen = observed(LAMBDA_AND_K, GaussianProcessSamplerTest::accuracy, 15, 3);
    assertThat(
            draw(
                new GaussianProcessSampler(new Evidence(seen, METRIC, Set.of())),
                LAMBDA_AND_K,
                1,
                2))
        .extracting(Setting::toString)
        .containsExactly("lambda=1.045e-5 k=2", "lambda=0.000532 k=2");
  }

  @Test
  void aLongerStageBeginsWithTheShorterOne() {
    List<Observation> seen = observed(LAMBDA_AND_K, GaussianProcessSamplerTest::accuracy, 15, 3);
    Sampler sampler = new GaussianProcessSampler(new Evidence(seen, METRIC, Set.of()));
    List<Setting> four =
        draw(new GaussianProcessSampler(new Evidence(seen, METRIC, Set.of())), LAMBDA_AND_K, 1, 4);
    Setting seventh = sampler.sample(LAMBDA_AND_K, 1, "model", 6, 0);

    assertThat(draw(sampler, LAMBDA_AND_K, 1, 7)).startsWith(four.toArray(Setting[]::new));
    assertThat(sampler.sample(LAMBDA_AND_K, 1, "model", 6, 0)).isEqualTo(seventh);
    draw(sampler, LAMBDA_AND_K, 9, 3);
    assertThat(draw(sampler, LAMBDA_AND_K, 1, 4)).isEqualTo(four);
  }

  @Test
  void drawsUntriedSettingsOnly() {
    SearchSpace ten = SearchSpace.empty().with("k", new IntegerUniform(1, 10));
    List<Observation> seen =
        List.of(
            new Observation("coarse/0", 1, new Setting(Map.of("k", 3.0)), 0.5),
            new Observation("coarse/1", 1, new Setting(Map.of("k", 7.0)), 0.4));
    Set<Setting> taken = new HashSet<>(seen.stream().map(Observation::setting).toList());
    SearchingStage stage = Stage.of("model", 20);
    Trials trials =
        new TrialSequence(
                new Study("s", 1, ten, List.of(stage)),
                stage,
                ten,
                taken,
                new GaussianProcessSampler(new Evidence(seen, METRIC, taken)))
            .first(stage.trials());

    assertThat(trials.trials()).extracting(Trial::setting).hasSize(8).doesNotHaveDuplicates();
    assertThat(trials.trials()).extracting(Trial::setting).doesNotContainAnyElementsOf(taken);
    assertThat(trials.note()).isPresent();
  }

  @Test
  void avoidsRegionsOfDivergence() {
    SearchSpace line = SearchSpace.empty().with("x", new Uniform(0, 1));
    List<Observation> seen = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      // The accuracy rises towards a cliff at 0.65.
      double x = i / 5.0;
      double accuracy = x > 0.65 ? Double.NaN : 0.3 + 0.2 * x;
      seen.add(
          new Observation("coarse/" + i, x > 0.65 ? 0 : 1, new Setting(Map.of("x", x)), accuracy));
    }
    assertThat(draw(new GaussianProcessSampler(new Evidence(seen, METRIC, Set.of())), line, 1, 4))
        .allSatisfy(setting -> assertThat(setting.value("x")).isBetween(0.3, 0.8));
  }

  @Test
  void learnsFromObservationsWithAnotherConstant() {
    SearchSpace space =
        SearchSpace.empty().with("x", new Uniform(0, 1)).with("n_cycles", new Constant(4));
    List<Observation> seen = new ArrayList<>();
    for (int i = 0; i <= 20; i++) {
      double x = i / 20.0;
      for (int cycle = 1; cycle <= 2; cycle++) {
        Setting setting = new Setting(Map.of("x", x, "n_cycles", (double) cycle));
        seen.add(
            new Observation(
                "coarse/" + i, cycle, setting, 0.5 + 0.02 * cycle - (x - 0.7) * (x - 0.7)));
      }
    }
    GaussianProcessSampler sampler =
        new GaussianProcessSampler(new Evidence(seen, METRIC, Set.of()));
    Setting first = sampler.sample(space, 1, "model", 0, 0);

    assertThat(first.value("n_cycles")).isEqualTo(4);
    assertThat(first.value("x")).isBetween(0.55, 0.85);
    assertThat(sampler.summary(space).orElseThrow())
        .matches(
            "gp: fitted to 42 cycle ends of 21 trials; accuracy changes over these parts of the "
                + "ranges: x \\d+\\.\\d\\d, n_cycles \\d+\\.\\d\\d");
  }

  @Test
  void acceptsEqualAccuracies() {
    List<Observation> seen = observed(LAMBDA_AND_K, setting -> 0, 0, 1);
    for (int i = 0; i < 5; i++) {
      Setting setting = new RandomSampler().sample(LAMBDA_AND_K, 1, "coarse", i, 0);
      seen.add(new Observation("coarse/" + i, 1, setting, 1));
    }
    assertThat(
            draw(
                new GaussianProcessSampler(new Evidence(seen, METRIC, Set.of())),
                LAMBDA_AND_K,
                1,
                5))
        .doesNotHaveDuplicates()
        .hasSize(5);
  }

  @Test
  void failsIfThereIsNothingToLearnFrom() {
    Setting setting = new RandomSampler().sample(LAMBDA_AND_K, 1, "coarse", 0, 0);
    List<Observation> diverged = List.of(new Observation("coarse/0", 0, setting, Double.NaN));
    GaussianProcessSampler sampler =
        new GaussianProcessSampler(new Evidence(diverged, METRIC, Set.of()));

    assertThatExceptionOfType(RefinementException.class)
        .isThrownBy(() -> sampler.summary(LAMBDA_AND_K))
        .withMessage(
            "sampler gp needs a trial of an earlier stage with a validation accuracy and values of "
                + "lambda, k, but none has one: see the reasons of their outcomes, or use another sampler");
  }
}
