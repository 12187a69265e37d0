package io.github.clrsearch.search.samplers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.clrsearch.search.space.SearchSpace;
import io.github.clrsearch.search.space.Setting;
import io.github.clrsearch.search.space.Uniform;
import io.github.clrsearch.search.trial.Metric;
import io.github.clrsearch.search.trial.Noise;
import io.github.clrsearch.search.trial.Observation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoiseEstimateTest {
  private static final Metric LOSS = Metric.minimized("loss");
  private static final SearchSpace SPACE =
      SearchSpace.empty().with("x", new Uniform(0, 1)).with("y", new Uniform(0, 1));

  /** A smooth loss of any scale, with noise. */
  private static List<Observation> observed(int trials, double scale, double noise) {
    Random random = new Random(1);
    List<Observation> observations = new ArrayList<>();
    for (int i = 0; i < trials; i++) {
      double x = random.nextDouble();
      double y = random.nextDouble();
      double loss = 100 + (x - 0.3) * (x - 0.3) + 0.2 * y + noise * random.nextGaussian();
      observations.add(
          new Observation(
              "coarse/" + i, 1, new Setting(Map.of("x", x, "y", y)), LOSS.score(scale * loss)));
    }
    return observations;
  }

  private static double estimate(List<Observation> observations, List<List<Double>> repeated) {
    return NoiseEstimate.of(LOSS, SPACE, observations, repeated).standardError(0);
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-6, 1, 1e6})
  void aModelFindsTheNoiseWhateverTheScale(double scale) {
    assertThat(estimate(observed(40, scale, 0.05), List.of()) / scale).isBetween(0.025, 0.1);
    assertThat(estimate(observed(40, scale, 0.0005), List.of()) / scale).isLessThan(0.01);
  }

  @Test
  void repeatedSeedsAreBetterThanAModel() {
    List<List<Double>> repeated = List.of(List.of(-1.0, -1.2), List.of(-3.0, -3.4, -3.2));
    // Sums of squares 0.02 and 0.08, three degrees of freedom.
    assertThat(estimate(observed(40, 1, 0.05), repeated))
        .isCloseTo(Math.sqrt(0.1 / 3), within(1e-12));
  }

  @Test
  void fewTrialsDoNotTellIt() {
    assertThat(NoiseEstimate.of(LOSS, SPACE, observed(7, 1, 0.05), List.of(List.of(-1.0, -2.0))))
        .isEqualTo(LOSS);
  }

  @Test
  void aDeclaredNoiseIsKept() {
    Metric known = LOSS.withStandardError(0.5);
    assertThat(NoiseEstimate.of(known, SPACE, observed(40, 1, 0.05), List.of())).isEqualTo(known);
    assertThat(NoiseEstimate.among(known, new double[] {-1, -2})).isEqualTo(known);
  }

  @Test
  void amongTheTrialsOfARungItIsTheirDeviation() {
    Metric among =
        NoiseEstimate.among(LOSS, new double[] {-1, -3, Double.NEGATIVE_INFINITY, -1, -3});
    assertThat(among.noise()).isEqualTo(new Noise.StandardError(1, "the deviation of the trials"));
    assertThat(NoiseEstimate.among(LOSS, new double[] {Double.NaN})).isEqualTo(LOSS);
  }
}
