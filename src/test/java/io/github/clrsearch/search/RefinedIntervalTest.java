package io.github.clrsearch.search;

import static io.github.clrsearch.search.Refinements.ONE_ERROR;
import static io.github.clrsearch.search.Refinements.REFINEMENT;
import static io.github.clrsearch.search.Refinements.next;
import static io.github.clrsearch.search.Refinements.space;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.clrsearch.search.samplers.Points;
import io.github.clrsearch.search.space.IntegerUniform;
import io.github.clrsearch.search.space.LogUniform;
import io.github.clrsearch.search.space.Range;
import io.github.clrsearch.search.space.SearchSpace;
import io.github.clrsearch.search.space.Uniform;
import io.github.clrsearch.search.trial.Candidate;
import io.github.clrsearch.search.trial.Metric;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefinedIntervalTest {
  @Test
  void staysWithinTheStagesRange() {
    RefinedSpace refined =
        REFINEMENT.refine(
            space("lambda", new LogUniform(3e-5, 0.07)),
            3,
            Points.of("lambda", 1e-3, 0.5, 5e-5, 0.499, 0.05, 0.499),
            next("lambda"));
    assertThat(refined.space().distribution("lambda")).isEqualTo(new LogUniform(3e-5, 0.07));
  }

  @Test
  void extendsTheRangeIfTheBestIsAtItsEnd() {
    RefinedSpace refined =
        REFINEMENT.refine(
            space("lambda", new LogUniform(1e-5, 0.1)),
            10,
            Points.of("lambda", 2.1e-5, 0.5, 1e-4, 0.499, 1e-3, 0.4),
            next("lambda"));
    LogUniform lambda = (LogUniform) refined.space().distribution("lambda");
    assertThat(lambda.min()).isCloseTo(1e-6, within(1e-15));
    assertThat(lambda.max()).isCloseTo(Math.pow(10, -2.6), within(1e-12));
    assertThat(refined.lines())
        .containsExactly(
            "lambda: log-uniform [1e-5, 0.1] -> [1e-6, 0.002512] from 3 candidates: 2 "
                + ONE_ERROR
                + " and 1 more to include the best 3 trials",
            "lambda: the best trial (coarse/0, 2.1e-5) is in the outer tenth of [1e-5, 0.1]; "
                + "extended to 1e-6");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0.1 | 1.0 | 0.15 | 1    | 0.01 | 0.24 | extended to 0.01, its limit",
        "0.5 | 1.0 | 0.98 | 1    | 0.93 | 1    | not extended beyond the limit 1",
        "0.5 | 0.9 | 0.88 | 1    | 0.84 | 1    | extended to 1",
        "0.5 | 0.9 | 0.88 | 0.95 | 0.84 | 0.95 | extended to 0.95, its limit"
      })
  void keepsWithinTheHardLimits(
      double min,
      double max,
      double best,
      double limit,
      double refinedMin,
      double refinedMax,
      String note) {
    RefinedSpace refined =
        new Refinement(Metric.accuracy(5000), Map.of("p_x", new Range(0.01, limit)))
            .refine(
                space("p_x", new Uniform(min, max)), 10, Points.of("p_x", best, 0.5), next("p_x"));
    Range range = refined.space().distribution("p_x").range();
    assertThat(range.min()).isCloseTo(refinedMin, within(1e-12));
    assertThat(range.max()).isCloseTo(refinedMax, within(1e-12));
    assertThat(refined.lines().get(1))
        .isEqualTo(
            "p_x: the best trial (coarse/0, %s) is in the outer tenth of %s; %s"
                .formatted(best, new Range(min, max), note));
  }

  @Test
  void roundsIntegersOutward() {
    RefinedSpace refined =
        REFINEMENT.refine(
            space("k", new IntegerUniform(2, 20)),
            10,
            Points.of("k", 10, 0.5, 12, 0.499, 11, 0.498),
            next("k"));
    // A spacing of 1.8: from 8.2 to 13.8.
    assertThat(refined.space().distribution("k")).isEqualTo(new IntegerUniform(8, 14));
  }

  @Test
  void extendsIntegersWithinTheirLimit() {
    SearchSpace space = space("k", new IntegerUniform(2, 8));
    List<Candidate> candidates = Points.of("k", 2, 0.5, 3, 0.499, 4, 0.498);
    RefinedSpace extended = REFINEMENT.refine(space, 10, candidates, next("k"));
    assertThat(extended.space().distribution("k")).isEqualTo(new IntegerUniform(0, 5));
    RefinedSpace limited =
        new Refinement(Metric.accuracy(5000), Map.of("k", Range.atLeast(0.5)))
            .refine(space, 10, candidates, next("k"));
    assertThat(limited.space().distribution("k")).isEqualTo(new IntegerUniform(1, 5));
    assertThat(limited.lines().get(1))
        .isEqualTo(
            "k: the best trial (coarse/0, 2) is in the outer tenth of [2, 8]; "
                + "extended to 1, its limit");
  }

  @Test
  void narrowsIntegersToASingleOneAtTheLimit() {
    RefinedSpace refined =
        new Refinement(Metric.accuracy(5000), Map.of("k", new Range(2, 2)))
            .refine(space("k", new IntegerUniform(2, 3)), 9, Points.of("k", 2, 0.5), next("k"));
    assertThat(refined.space().distribution("k")).isEqualTo(new IntegerUniform(2, 2));
    RefinedSpace again = REFINEMENT.refine(refined.space(), 9, Points.of("k", 2, 0.5), next("k"));
    assertThat(again.space()).isEqualTo(refined.space());
    assertThat(again.lines()).containsExactly("k: integer [2, 2] keeps its single value");
  }

  @Test
  void extendsTowardsABestCycleOutsideTheRange() {
    RefinedSpace refined =
        REFINEMENT.refine(
            space("n_cycles", new IntegerUniform(4, 8)),
            10,
            Points.of("n_cycles", 1, 0.5),
            next("n_cycles"));
    assertThat(refined.space().distribution("n_cycles")).isEqualTo(new IntegerUniform(3, 4));
    assertThat(refined.lines().get(1))
        .isEqualTo("n_cycles: the best trial (coarse/0, 1) is outside [4, 8]; extended to 3");
  }
}
