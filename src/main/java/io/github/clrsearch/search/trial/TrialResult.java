package io.github.clrsearch.search.trial;

import java.io.Serializable;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a trial gave.
 *
 * @param outcome how it ended
 * @param cycles the cycles that ended, in order; also those before a divergence or an error
 * @param measurements its learning curve, in the order of the updates
 * @param updates how many were made, at least 0
 * @param resumedAt how many of them an earlier execution had made, which was lost or is continued;
 *     0 where the trial was computed from its start
 * @param model what was trained, where the objective was asked to hand it back; null in a search,
 *     which keeps rows alone
 * @param answers of what was trained to the single images of the validation split, where settings
 *     are compared by them; null elsewhere
 */
public record TrialResult(
    Outcome outcome,
    List<CycleResult> cycles,
    List<Measurement> measurements,
    long updates,
    long resumedAt,
    Serializable model,
    Answers answers)
    implements Serializable {

  /** A result that tells nothing of single images. */
  public TrialResult(
      Outcome outcome,
      List<CycleResult> cycles,
      List<Measurement> measurements,
      long updates,
      long resumedAt,
      Serializable model) {
    this(outcome, cycles, measurements, updates, resumedAt, model, null);
  }

  /** A result that was computed from the trial's start. */
  public TrialResult(
      Outcome outcome,
      List<CycleResult> cycles,
      List<Measurement> measurements,
      long updates,
      Serializable model) {
    this(outcome, cycles, measurements, updates, 0, model);
  }

  /** A result without its model. */
  public TrialResult(
      Outcome outcome, List<CycleResult> cycles, List<Measurement> measurements, long updates) {
    this(outcome, cycles, measurements, updates, null);
  }

  /**
   * Of a trial that was trained to its end, from nothing but accuracies: the first is that at the
   * end of cycle 1, and so on. A model without cycles has one. Cycles count as updates.
   *
   * @param accuracies on the validation split, fractions in 0 .. 1, or NaN: not modified
   * @throws IllegalArgumentException where one is neither: see {@link CycleResult}
   */
  public static TrialResult completed(double... accuracies) {
    List<CycleResult> cycles =
        IntStream.rangeClosed(1, accuracies.length)
            .mapToObj(cycle -> CycleResult.of(cycle, cycle, accuracies[cycle - 1]))
            .toList();
    return new TrialResult(new Outcome.Completed(), cycles, List.of(), accuracies.length);
  }

  /** Checks the numbers of updates and copies the lists. */
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

  /** The last cycle that ended; 0 where none did. */
  public int lastCycle() {
    return cycles.isEmpty() ? 0 : cycles.get(cycles.size() - 1).cycle();
  }

  /** The same with another outcome. */
  public TrialResult with(Outcome other) {
    return new TrialResult(other, cycles, measurements, updates, resumedAt, model, answers);
  }

  /** The same with what was answered to single images. */
  public TrialResult with(Answers given) {
    return new TrialResult(outcome, cycles, measurements, updates, resumedAt, model, given);
  }
}
