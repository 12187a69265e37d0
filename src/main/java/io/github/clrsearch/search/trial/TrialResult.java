package io.github.clrsearch.search.trial;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Result of a trial.
 *
 * @param outcome how the trial ended
 * @param cycles the cycles that ended, in order, including those before a divergence or an error
 * @param measurements the learning curve, in the order of the updates
 * @param updates number of updates, at least 0
 * @param resumedAt number of updates of an earlier execution, which was lost or is continued; 0 if
 *     the trial was trained from its start
 * @param model the trained model, if the objective was asked to return it; null in a search, which
 *     keeps rows only
 * @param correctImages of the trained model, in a stage that compares settings by them; otherwise
 *     null
 */
public record TrialResult(
    Outcome outcome,
    List<CycleResult> cycles,
    List<Measurement> measurements,
    long updates,
    long resumedAt,
    Serializable model,
    CorrectImages correctImages)
    implements Serializable {

  /** A result without correct images. */
  public TrialResult(
      Outcome outcome,
      List<CycleResult> cycles,
      List<Measurement> measurements,
      long updates,
      long resumedAt,
      Serializable model) {
    this(outcome, cycles, measurements, updates, resumedAt, model, null);
  }

  /** A result without a model, of a trial that was trained from its start. */
  public TrialResult(
      Outcome outcome, List<CycleResult> cycles, List<Measurement> measurements, long updates) {
    this(outcome, cycles, measurements, updates, 0, null);
  }

  /**
   * The result of a completed trial that has validation accuracies only: the first at the end of
   * cycle 1, and so on. A model without cycles has one accuracy. Each cycle counts as one update.
   *
   * @param accuracies on the validation split, fractions in 0 .. 1, or NaN: not modified
   * @throws IllegalArgumentException if an accuracy is neither: see {@link CycleResult}
   */
  public static TrialResult completed(double... accuracies) {
    List<CycleResult> cycles =
        IntStream.rangeClosed(1, accuracies.length)
            .mapToObj(cycle -> CycleResult.of(cycle, cycle, accuracies[cycle - 1]))
            .toList();
    return new TrialResult(new Outcome.Completed(), cycles, List.of(), accuracies.length);
  }

  /**
   * The result of a completed trial that measures a metric of its own: the first value at the end
   * of cycle 1, and so on. A model without cycles has one value. Each cycle counts as one update.
   *
   * @param values of the metric, or NaN: not modified
   */
  public static TrialResult completed(Metric metric, double... values) {
    List<CycleResult> cycles =
        IntStream.rangeClosed(1, values.length)
            .mapToObj(
                cycle -> CycleResult.of(cycle, cycle, Map.of(metric.name(), values[cycle - 1])))
            .toList();
    return new TrialResult(new Outcome.Completed(), cycles, List.of(), values.length);
  }

  public TrialResult {
    if (updates < 0) {
      throw new IllegalArgumentException(
          "a trial's updates must be at least 0, but got %d".formatted(updates));
    }
    if (resumedAt < 0 || resumedAt > updates) {
      throw new IllegalArgumentException(
          "a trial must be resumed at 0 .. %d updates, but got %d".formatted(updates, resumedAt));
    }
    cycles = List.copyOf(cycles);
    measurements = List.copyOf(measurements);
    for (int i = 1; i < cycles.size(); i++) {
      if (cycles.get(i).cycle() <= cycles.get(i - 1).cycle()) {
        throw new IllegalArgumentException(
            "a trial's cycles must ascend, but %d follows %d"
                .formatted(cycles.get(i).cycle(), cycles.get(i - 1).cycle()));
      }
    }
  }

  /** The number of the last ended cycle; 0 if there is none. */
  public int lastCycle() {
    return cycles.isEmpty() ? 0 : cycles.get(cycles.size() - 1).cycle();
  }

  /** This result with another outcome. */
  public TrialResult with(Outcome other) {
    return new TrialResult(other, cycles, measurements, updates, resumedAt, model, correctImages);
  }

  /** This result with the correct images. */
  public TrialResult with(CorrectImages given) {
    return new TrialResult(outcome, cycles, measurements, updates, resumedAt, model, given);
  }
}
