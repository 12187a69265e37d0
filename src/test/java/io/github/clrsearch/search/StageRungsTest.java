package io.github.clrsearch.search;

import static io.github.clrsearch.search.stopping.LearningCurves.curve;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.clrsearch.search.stopping.Extrapolation;
import io.github.clrsearch.search.stopping.Halving;
import io.github.clrsearch.search.stopping.LearningCurves;
import io.github.clrsearch.search.stopping.MedianStopping;
import io.github.clrsearch.search.stopping.NoStopping;
import io.github.clrsearch.search.stopping.StoppingRule;
import io.github.clrsearch.search.stopping.TrialTarget;
import io.github.clrsearch.search.trial.Outcome;
import io.github.clrsearch.search.trial.TrialResult;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rows of a stage do not depend on the order in which trials end, nor on interruptions. */
class StageRungsTest {
  private static final int TRIALS = 12;
  private static final int CYCLES = 6;

  private static LearningCurves random(long seed) {
    Random random = new Random(seed);
    long[] lengths = random.longs(TRIALS, 1, 5).map(k -> 100 * k).toArray();
    double[][] accuracies = new double[TRIALS][];
    for (int i = 0; i < TRIALS; i++) {
      accuracies[i] = random.doubles(1 + random.nextInt(CYCLES), 0.4, 0.6).toArray();
    }
    return new LearningCurves(lengths, accuracies);
  }

  static Stream<StoppingRule> stoppings() {
    return Stream.of(
        new NoStopping(),
        new Extrapolation(),
        new Halving(2, 0),
        new Halving(3, 150),
        new MedianStopping(0),
        new MedianStopping(70));
  }

  /** Trains the targets one at a time in random order, and may stop early. */
  private static void drive(
      LearningCurves curves,
      StoppingRule stopping,
      Map<Integer, TrialResult> results,
      Random random,
      int legs) {
    for (int i = 0; i < legs; i++) {
      // Restarts before every target: only the results are kept.
      List<TrialTarget> missing = new ArrayList<>(curves.rungs(stopping).state(results).targets());
      if (missing.isEmpty()) {
        return;
      }
      Collections.shuffle(missing, random);
      TrialTarget target = missing.get(0);
      int number = target.trial().number();
      results.put(number, curves.result(number, target.cycles()));
    }
  }

  @ParameterizedTest
  @MethodSource("stoppings")
  void theOrderInWhichTrialsEndDoesNotMatter(StoppingRule stopping) {
    for (long seed = 0; seed < 20; seed++) {
      LearningCurves curves = random(seed);
      Map<Integer, TrialResult> inOrder = new TreeMap<>();
      StageState end = curves.run(stopping, inOrder);
      Map<Integer, TrialResult> shuffled = new TreeMap<>();
      drive(curves, stopping, shuffled, new Random(seed), Integer.MAX_VALUE);

      assertThat(shuffled).isEqualTo(inOrder).hasSize(TRIALS);
      assertThat(curves.rungs(stopping).state(shuffled)).isEqualTo(end);
    }
  }

  @ParameterizedTest
  @MethodSource("stoppings")
  void anExtendedStageTrainsEverythingThatAFreshOneWould(StoppingRule stopping) {
    for (long seed = 0; seed < 20; seed++) {
      LearningCurves curves = random(seed);
      Map<Integer, TrialResult> atOnce = new TreeMap<>();
      StageState end = curves.run(stopping, atOnce);
      Map<Integer, TrialResult> extended = new TreeMap<>();
      curves.first(5).run(stopping, extended);
      StageState extendedEnd = curves.run(stopping, extended);

      assertThat(extendedEnd.rungs()).isEqualTo(end.rungs());
      atOnce.forEach(
          (number, result) ->
              assertThat(extended.get(number).cycles()).containsAll(result.cycles()));
    }
  }

  @Test
  void aDivergedTrialIsNotContinuedAndTakesNoPlace() {
    LearningCurves curves = LearningCurves.of(curve(0.9, 0.9), curve(0.5, 0.5), curve(0.4, 0.4));
    Map<Integer, TrialResult> results = new LinkedHashMap<>();
    results.put(0, new TrialResult(new Outcome.Diverged("NaN"), List.of(), List.of(), 3));
    results.put(1, curves.result(1, 1));
    results.put(2, curves.result(2, 1));
    StageState plan = curves.rungs(new Halving(2, 0)).state(results);

    assertThat(plan.targets()).containsExactly(new TrialTarget(curves.trials().get(1), 2));
    assertThat(plan.rungs()).extracting(rung -> rung.compared().size()).containsExactly(2);
  }

  @Test
  void aTrialThatFailedLaterIsComparedAtEarlierRungs() {
    LearningCurves curves =
        LearningCurves.of(curve(0.9, 0.9, 0.9), curve(0.5, 0.5, 0.5), curve(0.4, 0.4, 0.4));
    Map<Integer, TrialResult> results = new LinkedHashMap<>();
    results.put(0, curves.result(0, 1).with(new Outcome.Failed("lost")));
    results.put(1, curves.result(1, 1));
    results.put(2, curves.result(2, 1));
    StageState plan = curves.rungs(new Halving(3, 0)).state(results);

    assertThat(plan.targets()).isEmpty();
    assertThat(plan.stopped()).containsOnlyKeys(1, 2);
  }

  @Test
  void moreCyclesContinueATrial() {
    LearningCurves three = LearningCurves.of(curve(0.5, 0.6, 0.7));
    Map<Integer, TrialResult> results = new LinkedHashMap<>();
    results.put(0, three.result(0, 3));
    StageState plan =
        LearningCurves.of(curve(0.5, 0.6, 0.7, 0.8, 0.8)).rungs(new NoStopping()).state(results);

    assertThat(plan.targets()).extracting(TrialTarget::cycles).containsExactly(5);
    assertThat(three.rungs(new NoStopping()).state(results).targets()).isEmpty();
  }
}
