package io.github.clrsearch.search;

import static io.github.clrsearch.search.Refinements.ONE_ERROR;
import static io.github.clrsearch.search.Refinements.REFINEMENT;
import static io.github.clrsearch.search.Refinements.next;
import static io.github.clrsearch.search.Refinements.space;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.github.clrsearch.search.samplers.Points;
import io.github.clrsearch.search.space.Choice;
import io.github.clrsearch.search.space.Constant;
import io.github.clrsearch.search.space.IntegerUniform;
import io.github.clrsearch.search.space.LogUniform;
import io.github.clrsearch.search.space.SearchSpace;
import io.github.clrsearch.search.space.Setting;
import io.github.clrsearch.search.space.Uniform;
import io.github.clrsearch.search.trial.Candidate;
import io.github.clrsearch.search.trial.CycleResult;
import io.github.clrsearch.search.trial.Metric;
import io.github.clrsearch.search.trial.Outcome;
import io.github.clrsearch.search.trial.RefinementException;
import io.github.clrsearch.search.trial.TrialResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RefinementTest {
  @Test
  void narrowsToTheTopCandidatesPaddedByOneSpacing() {
    RefinedSpace refined =
        REFINEMENT.refine(
            space("lambda", new LogUniform(1e-5, 0.1)),
            10,
            Points.of(
                "lambda", 1e-3, 0.5, 1e-2, 0.499, 3e-3, 0.495, 2e-3, 0.494, 1e-4, 0.49, 0.09, 0.2),
            next("lambda"));
    LogUniform lambda = (LogUniform) refined.space().distribution("lambda");
    // Four decades and ten trials: a spacing of 0.4 decades.
    assertThat(lambda.min()).isCloseTo(Math.pow(10, -3.4), within(1e-12));
    assertThat(lambda.max()).isCloseTo(Math.pow(10, -1.6), within(1e-12));
    assertThat(refined.lines())
        .containsExactly(
            "lambda: log-uniform [1e-5, 0.1] -> [0.0003981, 0.02512] from 4 candidates "
                + ONE_ERROR);
  }

  @Test
  void usesAtLeastTheBestThreeTrials() {
    List<Candidate> candidates = Points.of("x", 5, 0.5, 6, 0.4, 4, 0.3, 1, 0.2);
    Setting six = new Setting(Map.of("x", 6.0));
    candidates.add(new Candidate(Points.trial(1, six), 2, six, 3920, Metric.accuracy(), 0.35));
    RefinedSpace refined =
        REFINEMENT.refine(space("x", new Uniform(0, 10)), 20, candidates, next("x"));
    assertThat(refined.space().distribution("x")).isEqualTo(new Uniform(3.5, 6.5));
    assertThat(refined.lines())
        .containsExactly(
            "x: uniform [0, 10] -> [3.5, 6.5] from 3 candidates: 1 "
                + ONE_ERROR
                + " and 2 more to include the best 3 trials");
  }

  @Test
  void usesEveryCycleNearTheBest() {
    Setting setting = new Setting(Map.of("n_cycles", 5.0));
    List<CycleResult> cycles = new ArrayList<>();
    double[] accuracies = {0.3, 0.45, 0.496, 0.5, 0.48};
    for (int cycle = 1; cycle <= 5; cycle++) {
      cycles.add(
          new CycleResult(cycle, cycle, 1, 1, 1, 1, 1, accuracies[cycle - 1], List.of(), Map.of()));
    }
    TrialResult result = new TrialResult(new Outcome.Completed(), cycles, List.of(), 5);
    RefinedSpace refined =
        REFINEMENT.refine(
            space("n_cycles", new IntegerUniform(1, 10)),
            100,
            Candidate.of(Metric.accuracy(), Points.trial(0, setting), result),
            next("n_cycles"));
    assertThat(refined.lines())
        .containsExactly("n_cycles: integer [1, 10] -> [2, 5] from 2 candidates " + ONE_ERROR);
  }

  @Test
  void keepsTheChoicesOfTheTopCandidatesInOrder() {
    RefinedSpace refined =
        REFINEMENT.refine(
            space("m", Choice.of(200, 50, 100, 500)),
            10,
            Points.of("m", 100, 0.5, 200, 0.499, 100, 0.498, 50, 0.3, 500, 0.2),
            next("m"));
    assertThat(refined.space().distribution("m")).isEqualTo(Choice.of(200, 100));
    assertThat(refined.lines())
        .containsExactly(
            "m: choice [200, 50, 100, 500] -> [200, 100] from 3 candidates " + ONE_ERROR);
  }

  @Test
  void keepsAChoiceWithoutValuesOfTheTopCandidates() {
    SearchSpace space = space("n_cycles", Choice.of(2, 4));
    RefinedSpace refined =
        REFINEMENT.refine(space, 10, Points.of("n_cycles", 1, 0.5), next("n_cycles"));
    assertThat(refined.space()).isEqualTo(space);
    assertThat(refined.lines())
        .containsExactly(
            "n_cycles: choice [2, 4] is kept, because it has no value of 1 candidate " + ONE_ERROR);
  }

  @Test
  void keepsOtherDimensionsAndAppliesOverrides() {
    SearchSpace space =
        space("x", new Uniform(0, 10))
            .with("y", new Uniform(0, 1))
            .with("n_cycles", new Constant(2));
    Setting setting = new Setting(Map.of("x", 5.0, "y", 0.5, "n_cycles", 2.0));
    SearchingStage fine =
        Stage.of(
            "fine",
            10,
            List.of("x", "y"),
            Map.of("n_cycles", new Constant(3), "y", new Uniform(0.2, 0.4)));
    RefinedSpace refined =
        REFINEMENT.refine(space, 10, List.of(Points.at(0, setting, 1, 0.5)), fine);
    assertThat(refined.space())
        .hasToString("x: uniform [4, 6], y: uniform [0.2, 0.4], n_cycles: constant 3");
    assertThat(refined.lines().get(1))
        .isEqualTo("y: uniform [0, 1] -> uniform [0.2, 0.4], set by stage fine");
  }

  @Test
  void ignoresNanAccuracies() {
    RefinedSpace refined =
        REFINEMENT.refine(
            space("x", new Uniform(0, 10)),
            10,
            Points.of("x", 9.9, Double.NaN, 5, 0.5, 0.1, Double.NaN),
            next("x"));
    assertThat(refined.space().distribution("x")).isEqualTo(new Uniform(4, 6));
    assertThat(refined.lines()).hasSize(1);
  }

  @Test
  void breaksTiesByUpdatesThenByNumber() {
    Setting low = new Setting(Map.of("x", 0.5));
    Setting high = new Setting(Map.of("x", 9.5));
    SearchSpace space = space("x", new Uniform(0, 10));
    assertThat(
            REFINEMENT
                .refine(
                    space,
                    10,
                    List.of(Points.at(1, low, 10, 0.5), Points.at(0, high, 20, 0.5)),
                    next("x"))
                .lines()
                .get(1))
        .contains("(coarse/1, 0.5)");
    assertThat(
            REFINEMENT
                .refine(
                    space,
                    10,
                    List.of(Points.at(1, low, 20, 0.5), Points.at(0, high, 20, 0.5)),
                    next("x"))
                .lines()
                .get(1))
        .contains("(coarse/0, 9.5)");
  }

  @Test
  void failsIfNoCandidateHasAnAccuracy() {
    SearchSpace space = space("x", new Uniform(0, 10));
    assertThatExceptionOfType(RefinementException.class)
        .isThrownBy(() -> REFINEMENT.refine(space, 10, Points.of("x", 5, Double.NaN), next("x")))
        .withMessage(
            "stage fine: refining [x] needs a trial with a validation accuracy, but no trial of "
                + "the stages before it has one: see the reasons of their outcomes, "
                + "correct the space, or remove refine from stage fine");
    assertThat(REFINEMENT.refine(space, 10, List.of(), next()).space()).isEqualTo(space);
  }
}
