package io.github.clrsearch.tracking;

import io.github.clrsearch.search.space.Setting;
import io.github.clrsearch.search.trial.CycleResult;
import io.github.clrsearch.search.trial.Measurement;
import io.github.clrsearch.search.trial.Outcome;
import io.github.clrsearch.search.trial.Trial;
import io.github.clrsearch.search.trial.TrialResult;
import io.github.clrsearch.store.EndedTrial;
import io.github.clrsearch.store.Execution;
import io.github.clrsearch.store.Studies;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Ended trials with cycles of 100 updates, measured in the middle and at the end. */
final class Ended {
  private static final Instant STARTED = Instant.parse("2026-11-24T08:00:00Z");

  private Ended() {}

  static EndedTrial trial(int number, Outcome outcome, int cycles) {
    List<Measurement> points = new ArrayList<>();
    for (int half = 1; half <= 2 * cycles; half++) {
      int cycle = (half + 1) / 2;
      points.add(point(cycle, 50L * half, Measurement.TRAINING));
      points.add(point(cycle, 50L * half, Measurement.VALIDATION));
    }
    List<CycleResult> ends =
        IntStream.rangeClosed(1, cycles)
            .mapToObj(
                cycle ->
                    new CycleResult(
                        cycle,
                        100L * cycle,
                        2.5,
                        2,
                        0.25,
                        Double.NaN,
                        1.0 / cycle,
                        0.5,
                        List.of(),
                        Map.of()))
            .toList();
    return new EndedTrial(
        new Trial("s", "coarse", number, 7, new Setting(Map.of("lambda", 0.001, "n_cycles", 3.0))),
        Map.of("n_s", 50.0),
        new TrialResult(outcome, ends, points, 100L * cycles),
        new Execution(STARTED, STARTED.plusSeconds(10), "1", "127.0.0.1", 0),
        Studies.PROVENANCE);
  }

  private static Measurement point(int cycle, long update, String split) {
    return new Measurement(cycle, update, split, 10, 0.01, Double.NaN, 200.0 / update, 0.5);
  }
}
