package io.github.clrsearch.search.stopping;

import io.github.clrsearch.search.CycleLengths;
import io.github.clrsearch.search.Cycles;
import io.github.clrsearch.search.Stage;
import io.github.clrsearch.search.StageRungs;
import io.github.clrsearch.search.StageState;
import io.github.clrsearch.search.samplers.Points;
import io.github.clrsearch.search.space.Setting;
import io.github.clrsearch.search.trial.Cancellation;
import io.github.clrsearch.search.trial.CycleResult;
import io.github.clrsearch.search.trial.Metric;
import io.github.clrsearch.search.trial.Objective;
import io.github.clrsearch.search.trial.Outcome;
import io.github.clrsearch.search.trial.Trial;
import io.github.clrsearch.search.trial.TrialResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Trials with given accuracies, for tests of stopping rules. Trial i has cycles of {@code
 * lengths[i]} updates, and at most as many cycles as {@code accuracies[i]} has elements.
 */
public record LearningCurves(long[] lengths, double[]... accuracies) {
  private static final Metric METRIC = Metric.accuracy(1000);

  /** All with cycles of 100 updates. */
  public static LearningCurves of(double[]... accuracies) {
    long[] lengths = new long[accuracies.length];
    Arrays.fill(lengths, 100);
    return new LearningCurves(lengths, accuracies);
  }

  public static double[] curve(double... accuracies) {
    return accuracies;
  }

  /** The first trials only, for a stage that is extended later. */
  public LearningCurves first(int trials) {
    return new LearningCurves(lengths, Arrays.copyOf(accuracies, trials));
  }

  public List<Trial> trials() {
    return IntStream.range(0, accuracies.length).mapToObj(this::trial).toList();
  }

  private Trial trial(int number) {
    return Points.trial(
        number,
        new Setting(Map.of("length", (double) lengths[number], "n_cycles", (double) most(number))));
  }

  private int most(int number) {
    return accuracies[number].length;
  }

  /** The result of a trial at the end of a cycle. */
  public TrialResult result(int number, int cycles) {
    List<CycleResult> ends = new ArrayList<>();
    for (int cycle = 1; cycle <= cycles; cycle++) {
      ends.add(
          new CycleResult(
              cycle,
              cycle * lengths[number],
              1,
              1,
              0,
              1,
              1,
              accuracies[number][cycle - 1],
              List.of(),
              Map.of()));
    }
    Outcome outcome = new TrialTarget(trial(number), cycles).outcome();
    return new TrialResult(outcome, ends, List.of(), cycles * lengths[number]);
  }

  RungResult rungResult(int number, int cycles) {
    return new RungResult(
        trial(number), result(number, cycles).cycles(), most(number) * lengths[number], METRIC);
  }

  /** The rungs of a stage of these trials. */
  public StageRungs rungs(StoppingRule stopping) {
    return rungs(stopping, Double.NaN);
  }

  public StageRungs rungs(StoppingRule stopping, double toBeat) {
    Objective objective =
        new Objective() {
          private static final long serialVersionUID = 1;

          @Override
          public TrialResult evaluate(Trial trial, Cancellation cancellation) {
            return result(trial.number(), trial.cycles());
          }

          @Override
          public long updatesPerCycle(Setting setting) {
            return (long) setting.value("length");
          }
        };
    long longest = Arrays.stream(lengths).max().orElseThrow();
    return new StageRungs(
        Stage.of("coarse", accuracies.length).with(Cycles.FREE, stopping),
        trials(),
        new CycleLengths(objective, longest),
        new Baseline(List.of(toBeat), METRIC));
  }

  /**
   * Trains what is asked for until nothing is.
   *
   * @param results modified: what the trials have given
   * @return the last plan
   */
  public StageState run(StoppingRule stopping, Map<Integer, TrialResult> results) {
    StageRungs rungs = rungs(stopping);
    StageState plan = rungs.state(results);
    while (!plan.targets().isEmpty()) {
      plan.targets()
          .forEach(
              target ->
                  results.put(
                      target.trial().number(), result(target.trial().number(), target.cycles())));
      plan = rungs.state(results);
    }
    return plan;
  }

  /** The final number of cycles of each trial. */
  List<Integer> cycles(StoppingRule stopping) {
    Map<Integer, TrialResult> results = new TreeMap<>();
    run(stopping, results);
    return results.values().stream().map(TrialResult::lastCycle).toList();
  }
}
