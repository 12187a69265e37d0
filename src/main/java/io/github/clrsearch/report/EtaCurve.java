package io.github.clrsearch.report;

import io.github.clrsearch.search.trial.Measurement;
import io.github.clrsearch.store.EndedTrial;
import io.github.clrsearch.training.CyclicalSchedule;
import java.util.ArrayList;
import java.util.List;

/** Learning rate of a trial over its updates. */
final class EtaCurve {
  private EtaCurve() {}

  /**
   * The corners of the cyclical schedule, which measurements rarely hit. For an objective without
   * this schedule, the measured values.
   *
   * @return pairs of update and eta; eta is NaN at a gap
   */
  static List<double[]> of(EndedTrial ended) {
    List<double[]> points = new ArrayList<>();
    if (ended.trial().setting().values().keySet().containsAll(List.of("eta_min", "eta_max"))
        && ended.derived().containsKey("n_s")) {
      CyclicalSchedule schedule =
          new CyclicalSchedule(
              ended.trial().setting().value("eta_min"),
              ended.trial().setting().value("eta_max"),
              ended.derived().get("n_s").longValue());
      long updates = ended.result().updates();
      for (long t = 0; t < updates; t += schedule.nS()) {
        points.add(new double[] {t, schedule.eta(t)});
      }
      points.add(new double[] {updates, schedule.eta(updates)});
    } else {
      for (Measurement measurement : ended.result().measurements()) {
        points.add(new double[] {measurement.update(), measurement.eta()});
      }
    }
    return points;
  }
}
