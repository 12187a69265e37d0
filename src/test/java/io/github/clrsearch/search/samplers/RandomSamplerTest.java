package io.github.clrsearch.search.samplers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.clrsearch.search.space.Constant;
import io.github.clrsearch.search.space.IntegerUniform;
import io.github.clrsearch.search.space.LogUniform;
import io.github.clrsearch.search.space.SearchSpace;
import io.github.clrsearch.search.space.Seeds;
import io.github.clrsearch.search.space.Setting;
import io.github.clrsearch.search.space.Uniform;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RandomSamplerTest {
  private static final SearchSpace SPACE =
      SearchSpace.empty()
          .with("lambda", new LogUniform(1e-5, 0.1))
          .with("k", new IntegerUniform(2, 8))
          .with("m", new Constant(50));
  private final Sampler sampler = new RandomSampler();

  @Test
  void drawsTheSameSettingForever() {
    Setting setting = sampler.sample(SPACE, 1, "coarse", 0, 0);
    assertThat(setting.values()).containsOnlyKeys("lambda", "k", "m");
    // 10^(-5 + 4 u) and 2 + floor(7 u) of the points in SeedsTest.
    assertThat(setting.value("lambda")).isCloseTo(0.004664560394, within(1e-12));
    assertThat(setting.value("k")).isEqualTo(7);
    assertThat(setting.value("m")).isEqualTo(50);
  }

  @Test
  void addingADimensionDoesNotChangeTheOthers() {
    SearchSpace wider =
        SearchSpace.empty().with("p_x", new Uniform(0.5, 1)).with(SPACE.distributions());
    for (int number = 0; number < 20; number++) {
      Setting narrow = sampler.sample(SPACE, 1, "coarse", number, 0);
      Setting wide = sampler.sample(wider, 1, "coarse", number, 0);
      assertThat(wide.only(SPACE.distributions().keySet())).isEqualTo(narrow);
    }
  }

  @Test
  void everyArgumentCounts() {
    Setting setting = sampler.sample(SPACE, 1, "coarse", 0, 0);
    assertThat(sampler.sample(SPACE, 2, "coarse", 0, 0)).isNotEqualTo(setting);
    assertThat(sampler.sample(SPACE, 1, "fine", 0, 0)).isNotEqualTo(setting);
    assertThat(sampler.sample(SPACE, 1, "coarse", 1, 0)).isNotEqualTo(setting);
    assertThat(sampler.sample(SPACE, 1, "coarse", 0, 1)).isNotEqualTo(setting);
  }

  @Test
  void dimensionsAreUncorrelated() {
    int count = 10_000;
    double mean =
        IntStream.range(0, count)
            .mapToDouble(
                i ->
                    (Seeds.point(1, "s", i, 0, "a") - 0.5) * (Seeds.point(1, "s", i, 0, "b") - 0.5))
            .average()
            .orElseThrow();
    // The product has a standard deviation of 1/12: five of the mean's.
    assertThat(Math.abs(mean)).isLessThan(5 / 12.0 / Math.sqrt(count));
  }
}
