package io.github.clrsearch.search.space;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The expected numbers come from an implementation of the formulas in Python. */
class SeedsTest {

  @ParameterizedTest
  @CsvSource({
    "1, coarse, 0, -37224520897031978",
    "1, coarse, 1, -3578453728129819361",
    "1, fine, 0, -5769399814719565402",
    "-7, coarse, 0, 4342614308853946065"
  })
  void derivesTheSameTrialSeedForever(long study, String stage, int number, long expected) {
    assertThat(Seeds.trial(study, stage, number)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 0, -7218091021224859450",
    "1, 1, 3499538571291297124",
    "2, 0, -2804172564261972061"
  })
  void derivesTheSameOrderSeedForever(long study, int repetition, long expected) {
    assertThat(Seeds.order(study, repetition)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"1, 3181915157902002577", "2, 9103055460499609436"})
  void derivesTheSameSplitSeedForever(long study, long expected) {
    assertThat(Seeds.split(study)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, lambda, 0.6672026801116455",
    "0, 0, k, 0.7925973690658623",
    "0, 1, lambda, 0.05143024408083019",
    "19, 0, lambda, 0.20937126535959671"
  })
  void derivesTheSamePointForever(int number, int attempt, String dimension, double expected) {
    assertThat(Seeds.point(1, "coarse", number, attempt, dimension)).isEqualTo(expected);
  }

  @Test
  void ranksTheUntriedTheSameForever() {
    assertThat(Seeds.rank(1, "coarse", 0)).isEqualTo(0.264578538068611);
  }

  @Test
  void usesThePublishedFunctions() {
    assertThat(Seeds.hash("a")).isEqualTo(0xaf63dc4c8601ec8cL);
    assertThat(Seeds.hash("foobar")).isEqualTo(0x85944171f73967e8L);
    // The first output of SplitMix64 from the state 0.
    assertThat(Seeds.mix(0x9e3779b97f4a7c15L)).isEqualTo(0xe220a8397b1dcdafL);
  }

  @Test
  void givesEveryPurposeStageAndNumberItsOwnSeed() {
    Set<Long> seeds = new HashSet<>();
    for (long study = 0; study < 10; study++) {
      seeds.add(Seeds.split(study));
      for (int number = 0; number < 1000; number++) {
        seeds.add(Seeds.order(study, number));
        seeds.add(Seeds.trial(study, "coarse", number));
        seeds.add(Seeds.trial(study, "fine", number));
      }
    }
    assertThat(seeds).hasSize(10 * 3001);
  }
}
