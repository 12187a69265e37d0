package io.github.clrsearch.report;

import io.github.clrsearch.store.EndedTrial;
import io.github.clrsearch.training.Hyperparameters;
import io.github.clrsearch.training.TrainingMethod;
import io.github.clrsearch.training.schedule.CycleEnds;
import io.github.clrsearch.training.schedule.Schedule;
import io.github.clrsearch.training.schedule.Triangular2Schedule;
import io.github.clrsearch.training.schedule.TriangularSchedule;
import java.util.ArrayList;
import java.util.List;

/** Learning rate of a trial over its updates. */
final class EtaCurve {
  /** Points per n_s updates: enough for a curve to look smooth. */
  private static final int POINTS = 16;

  private EtaCurve() {}

  /**
   * The schedule itself, whose corners measurements rarely hit. For an objective without one, the
   * measured values.
   *
   * @param method of the study
   * @return pairs of update and eta; eta is NaN at a gap
   */
  static List<double[]> of(EndedTrial ended, TrainingMethod method) {
    if (ended.trial().setting().values().keySet().containsAll(List.of("k", "eta_max"))
        && ended.derived().containsKey("n_s")) {
      Schedule schedule =
          Hyperparameters.of(ended.trial().setting().values(), method)
              .scheduleOf(ended.derived().get("n_s").longValue());
      return of(schedule, ended.result().updates());
    }
    return ended.result().measurements().stream()
        .map(measurement -> new double[] {measurement.update(), measurement.eta()})
        .toList();
  }

  /** The learning rates of the first updates, with all corners and restarts of the schedule. */
  static List<double[]> of(Schedule schedule, long updates) {
    CycleEnds cycles = schedule.cycles();
    List<double[]> points = new ArrayList<>();
    if (schedule instanceof TriangularSchedule || schedule instanceof Triangular2Schedule) {
      for (long t = 0; t < updates; t += cycles.nS()) {
        points.add(new double[] {t, schedule.eta(t)});
      }
      points.add(new double[] {updates, schedule.eta(updates)});
      return points;
    }
    for (int cycle = 1; cycles.end(cycle - 1) < updates; cycle++) {
      long end = Math.min(updates, cycles.end(cycle));
      for (long t = cycles.end(cycle - 1); t < end; t += Math.max(1, cycles.nS() / POINTS)) {
        points.add(new double[] {t, schedule.eta(t)});
      }
      // The next cycle may begin with a jump.
      points.add(new double[] {end - 1, schedule.eta(end - 1)});
    }
    return points;
  }
}
