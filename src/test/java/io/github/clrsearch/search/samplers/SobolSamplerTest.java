package io.github.clrsearch.search.samplers;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clrsearch.search.SearchingStage;
import io.github.clrsearch.search.Stage;
import io.github.clrsearch.search.Study;
import io.github.clrsearch.search.TrialSequence;
import io.github.clrsearch.search.Trials;
import io.github.clrsearch.search.space.Choice;
import io.github.clrsearch.search.space.Constant;
import io.github.clrsearch.search.space.IntegerUniform;
import io.github.clrsearch.search.space.LogUniform;
import io.github.clrsearch.search.space.SearchSpace;
import io.github.clrsearch.search.space.Seeds;
import io.github.clrsearch.search.space.Setting;
import io.github.clrsearch.search.space.Uniform;
import io.github.clrsearch.search.trial.Trial;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SobolSamplerTest {
  private static final SearchSpace CUBE = cube(6);
  private final Sampler sampler = new SobolSampler();

  private static SearchSpace cube(int dimensions) {
    SearchSpace space = SearchSpace.empty();
    for (int i = 0; i < dimensions; i++) {
      space = space.with("x" + i, new Uniform(0, 1));
    }
    return space;
  }

  private double[] column(long seed, int count, String name) {
    return IntStream.range(0, count)
        .mapToDouble(number -> sampler.sample(CUBE, seed, "coarse", number, 0).value(name))
        .toArray();
  }

  private static Trials draw(SearchSpace space, int trials, Set<Setting> taken) {
    SearchingStage stage = Stage.of("fine", trials);
    return new TrialSequence(
            new Study("s", 1, space, List.of(stage)), stage, space, taken, new SobolSampler())
        .first(stage.trials());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
  void stratifiesEveryDimension(int power) {
    int count = 1 << power;
    for (String name : CUBE.dimensions()) {
      for (long seed : new long[] {1, 2, -9}) {
        assertThat(Arrays.stream(column(seed, count, name)).mapToObj(x -> (int) (x * count)))
            .as("%s, seed %d", name, seed)
            .doesNotHaveDuplicates()
            .hasSize(count);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 6", "1, 5", "2, 4", "3, 3", "4, 2", "5, 1", "6, 0"})
  void theFirstTwoDimensionsAreFilledEvenlyTogether(int powerOfX, int powerOfY) {
    // A (0, 2)-sequence: every box of area 1/64 holds one of the first 64 points.
    double[] x = column(1, 64, "x0");
    double[] y = column(1, 64, "x1");
    Set<List<Integer>> boxes = new HashSet<>();
    for (int i = 0; i < 64; i++) {
      boxes.add(List.of((int) (x[i] * (1 << powerOfX)), (int) (y[i] * (1 << powerOfY))));
    }
    assertThat(boxes).hasSize(64);
  }

  @Test
  void everySinglePointIsUniformOverTheSeeds() {
    // Chi-squared of 9 degrees of freedom: above 27.9 once in a thousand.
    for (int number : new int[] {0, 1, 7}) {
      int[] counts = new int[10];
      for (long seed = 0; seed < 5000; seed++) {
        counts[(int) (10 * sampler.sample(CUBE, seed, "coarse", number, 0).value("x3"))]++;
      }
      double statistic =
          Arrays.stream(counts).mapToDouble(c -> (c - 500) * (c - 500) / 500.0).sum();
      assertThat(statistic).as("number %d", number).isLessThan(27.9);
    }
  }

  @Test
  void integratesASmoothFunctionBetterThanRandomPoints() {
    double sobol = 0;
    double random = 0;
    for (long seed = 0; seed < 50; seed++) {
      sobol += Math.pow(error(sampler, seed), 2);
      random += Math.pow(error(new RandomSampler(), seed), 2);
    }
    assertThat(Math.sqrt(sobol)).isLessThan(Math.sqrt(random) / 10);
  }

  /** Of the mean of a product over 256 points, whose integral is 1. */
  private static double error(Sampler sampler, long seed) {
    SearchSpace space = cube(3);
    return IntStream.range(0, 256)
            .mapToObj(number -> sampler.sample(space, seed, "coarse", number, 0))
            .mapToDouble(
                setting ->
                    setting.values().values().stream()
                        .mapToDouble(x -> 3 * x * x)
                        .reduce(1, (a, b) -> a * b))
            .average()
            .orElseThrow()
        - 1;
  }

  @Test
  void everyArgumentCounts() {
    Setting setting = sampler.sample(CUBE, 1, "coarse", 5, 0);
    assertThat(sampler.sample(CUBE, 1, "coarse", 5, 0)).isEqualTo(setting);
    assertThat(sampler.sample(CUBE, 2, "coarse", 5, 0)).isNotEqualTo(setting);
    assertThat(sampler.sample(CUBE, 1, "fine", 5, 0)).isNotEqualTo(setting);
    assertThat(sampler.sample(CUBE, 1, "coarse", 6, 0)).isNotEqualTo(setting);
    assertThat(sampler.sample(CUBE, 1, "coarse", 5, 1)).isNotEqualTo(setting);
  }

  @Test
  void drawsTheSameSettingForever() {
    SearchSpace space =
        SearchSpace.empty()
            .with("lambda", new LogUniform(1e-5, 0.1))
            .with("k", new IntegerUniform(2, 8))
            .with("m", new Constant(50));
    assertThat(sampler.sample(space, 1, "coarse", 3, 0).toString())
        .isEqualTo("lambda=0.00771 k=5 m=50");
  }

  @Test
  void samplesThroughTheDistributionsQuantiles() {
    SearchSpace space = SearchSpace.empty().with("lambda", new LogUniform(1e-4, 1e-1));
    List<Double> decades =
        IntStream.range(0, 8)
            .mapToObj(number -> sampler.sample(space, 1, "coarse", number, 0).value("lambda"))
            .map(value -> 8 * (Math.log10(value) + 4) / 3)
            .map(Math::floor)
            .toList();
    assertThat(decades).containsExactlyInAnyOrder(0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0);
  }

  @Test
  void aConstantTakesNoDimension() {
    SearchSpace with = SearchSpace.empty().with("m", new Constant(50)).with(CUBE.distributions());
    for (int number = 0; number < 8; number++) {
      Setting setting = sampler.sample(with, 1, "coarse", number, 0);
      assertThat(setting.value("m")).isEqualTo(50);
      assertThat(setting.only(CUBE.dimensions()))
          .isEqualTo(sampler.sample(CUBE, 1, "coarse", number, 0));
    }
  }

  @Test
  void aSpaceOfConstantsHasItsOneSetting() {
    SearchSpace constant = SearchSpace.empty().with("m", new Constant(50));
    assertThat(sampler.sample(constant, 1, "coarse", 9, 2))
        .isEqualTo(new Setting(Map.of("m", 50.0)));
  }

  @Test
  void dimensionsBeyondTheSequenceAreRandom() {
    Setting setting = sampler.sample(cube(1002), 1, "coarse", 3, 0);
    assertThat(setting.value("x1001")).isEqualTo(Seeds.point(1, "coarse", 3, 0, "x1001"));
    assertThat(setting.values()).hasSize(1002);
  }

  @Test
  void aStageOfFortyTrialsBeginsWithTheTrialsOfOneOfTwenty() {
    assertThat(draw(CUBE, 40, Set.of()).trials())
        .hasSize(40)
        .startsWith(draw(CUBE, 20, Set.of()).trials().toArray(Trial[]::new));
  }

  @Test
  void redrawsTriedSettingsUntilTheSpaceIsExhausted() {
    SearchSpace nine =
        SearchSpace.empty().with("k", new IntegerUniform(2, 4)).with("m", Choice.of(50, 100, 200));
    Trials first = draw(nine, 5, Set.of());
    Set<Setting> taken = new HashSet<>();
    first.trials().forEach(trial -> taken.add(trial.setting()));
    Trials rest = draw(nine, 9, taken);

    assertThat(taken).hasSize(5);
    assertThat(rest.trials()).extracting(Trial::setting).hasSize(4).doesNotHaveDuplicates();
    assertThat(rest.trials()).extracting(Trial::setting).doesNotContainAnyElementsOf(taken);
    assertThat(rest.note())
        .hasValue(
            "stage fine: the space has 9 settings, 5 of them tried by earlier stages, "
                + "so the stage has 4 trials instead of 9");
  }
}
