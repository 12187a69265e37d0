package io.github.clrsearch.search;

import static io.github.clrsearch.search.stopping.Curves.curve;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.clrsearch.search.stopping.Curves;
import io.github.clrsearch.search.stopping.Extrapolation;
import io.github.clrsearch.search.stopping.Halving;
import io.github.clrsearch.search.stopping.Leg;
import io.github.clrsearch.search.stopping.MedianStopping;
import io.github.clrsearch.search.stopping.Stopping;
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

/** Whatever order trials end in, and wherever a stage is broken off, its rows are the same. */
class RoundsTest {
  private static final int TRIALS = 12;
  private static final int CYCLES = 6;

  private static Curves random(long seed) {
    Random random = new Random(seed);
    long[] lengths = random.longs(TRIALS, 1, 5).map(k -> 100 * k).toArray();
    double[][] accuracies = new double[TRIALS][];
    for (int i = 0; i < TRIALS; i++) {
      accuracies[i] = random.doubles(1 + random.nextInt(CYCLES), 0.4, 0.6).toArray();
    }
    return new Curves(lengths, accuracies);
  }

  static Stream<Stopping> stoppings() {
    return Stream.of(
        new Stopping.Never(),
        new Extrapolation(),
        new Halving(2, 0),
        new Halving(3, 150),
        new MedianStopping(0),
        new MedianStopping(70));
  }

  /** Trains one leg at a time, any of those that are asked for, and may break off. */
  private static void drive(
      Curves curves,
      Stopping stopping,
      Map<Integer, TrialResult> results,
      Random random,
      int legs) {
    for (int i = 0; i < legs; i++) {
      // Begun anew before every leg: nothing but the results is remembered.
      List<Leg> missing = new ArrayList<>(curves.rounds(stopping).plan(results).legs());
      if (missing.isEmpty()) {
        return;
      }
      Collections.shuffle(missing, random);
      Leg leg = missing.get(0);
      int number = leg.trial().number();
      results.put(number, curves.result(number, leg.cycles()));
    }
  }

  @ParameterizedTest
  @MethodSource("stoppings")
  void theOrderInWhichTrialsEndIsNoMatter(Stopping stopping) {
    for (long seed = 0; seed < 20; seed++) {
      Curves curves = random(seed);
      Map<Integer, TrialResult> inOrder = new TreeMap<>();
      Rounds.Plan end = curves.run(stopping, inOrder);
      Map<Integer, TrialResult> shuffled = new TreeMap<>();
      drive(curves, stopping, shuffled, new Random(seed), Integer.MAX_VALUE);

      assertThat(shuffled).isEqualTo(inOrder).hasSize(TRIALS);
      assertThat(curves.rounds(stopping).plan(shuffled)).isEqualTo(end);
    }
  }

  @ParameterizedTest
  @MethodSource("stoppings")
  void aStageThatIsExtendedHasAllThatOneOfItsSizeWouldHave(Stopping stopping) {
    for (long seed = 0; seed < 20; seed++) {
      Curves curves = random(seed);
      Map<Integer, TrialResult> atOnce = new TreeMap<>();
      Rounds.Plan end = curves.run(stopping, atOnce);
      Map<Integer, TrialResult> extended = new TreeMap<>();
      curves.first(5).run(stopping, extended);
      Rounds.Plan extendedEnd = curves.run(stopping, extended);

      assertThat(extendedEnd.rungs()).isEqualTo(end.rungs());
      atOnce.forEach(
          (number, result) ->
              assertThat(extended.get(number).cycles()).containsAll(result.cycles()));
    }
  }

  @Test
  void aTrialThatWentWrongIsNotTrainedOnAndTakesNoPlace() {
    Curves curves = Curves.of(curve(0.9, 0.9), curve(0.5, 0.5), curve(0.4, 0.4));
    Map<Integer, TrialResult> results = new LinkedHashMap<>();
    results.put(0, new TrialResult(new Outcome.Diverged("NaN"), List.of(), List.of(), 3));
    results.put(1, curves.result(1, 1));
    results.put(2, curves.result(2, 1));
    Rounds.Plan plan = curves.rounds(new Halving(2, 0)).plan(results);

    assertThat(plan.legs()).containsExactly(new Leg(curves.trials().get(1), 2));
    assertThat(plan.rungs()).extracting(rung -> rung.compared().size()).containsExactly(2);
  }

  @Test
  void oneThatWentWrongLaterWasComparedAtTheRungsBefore() {
    Curves curves = Curves.of(curve(0.9, 0.9, 0.9), curve(0.5, 0.5, 0.5), curve(0.4, 0.4, 0.4));
    Map<Integer, TrialResult> results = new LinkedHashMap<>();
    results.put(0, curves.result(0, 1).with(new Outcome.Failed("lost")));
    results.put(1, curves.result(1, 1));
    results.put(2, curves.result(2, 1));
    Rounds.Plan plan = curves.rounds(new Halving(3, 0)).plan(results);

    assertThat(plan.legs()).isEmpty();
    assertThat(plan.stopped()).containsOnlyKeys(1, 2);
  }

  @Test
  void moreCyclesThanWereAskedForBeforeContinueATrial() {
    Curves three = Curves.of(curve(0.5, 0.6, 0.7));
    Map<Integer, TrialResult> results = new LinkedHashMap<>();
    results.put(0, three.result(0, 3));
    Rounds.Plan plan =
        Curves.of(curve(0.5, 0.6, 0.7, 0.8, 0.8)).rounds(new Stopping.Never()).plan(results);

    assertThat(plan.legs()).extracting(Leg::cycles).containsExactly(5);
    assertThat(three.rounds(new Stopping.Never()).plan(results).legs()).isEmpty();
  }
}
