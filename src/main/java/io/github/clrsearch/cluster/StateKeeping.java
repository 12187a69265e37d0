package io.github.clrsearch.cluster;

import io.github.clrsearch.network.Arithmetic;
import io.github.clrsearch.search.space.Setting;
import io.github.clrsearch.search.trial.Trial;
import io.github.clrsearch.store.Provenance;
import io.github.clrsearch.store.StateFolder;
import io.github.clrsearch.training.MeasurementPlan;
import java.io.Serializable;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.TaskContext;

/**
 * How trials keep their state at their cycles' ends.
 *
 * @param folder where to
 * @param after how long a trial trains at least before it keeps a state, and from one to the next
 * @param last whether the last cycle's end is kept too
 * @param provenance of the data and the program, as the driver knows them
 */
public record StateKeeping(StateFolder folder, Duration after, Last last, Provenance provenance)
    implements Serializable {

  /** What happens at the end of a trial's last cycle. */
  public enum Last {
    /** Nothing more than at the others: the result is about to be kept. */
    AS_OTHERS,
    /** Its state is kept, however short the trial was: it is going to be continued. */
    ALWAYS
  }

  /** The same, with the states of the trials' ends. */
  public StateKeeping always() {
    return new StateKeeping(folder, after, Last.ALWAYS, provenance);
  }

  /**
   * All that the numbers of a trial's state depend on: the number of its cycles is not among it,
   * nor is what computes, for the bits are the same everywhere.
   *
   * @param purpose what the trial is trained for
   * @param order what draws the order of the mini-batches
   */
  Map<String, String> of(String purpose, Trial trial, long order, MeasurementPlan plan) {
    Map<String, Double> setting = new LinkedHashMap<>(trial.setting().values());
    setting.remove("n_cycles");
    return Map.of(
        "purpose", purpose,
        "study", trial.study(),
        "seed", Long.toString(trial.seed()),
        "order", Long.toString(order),
        "setting", new Setting(setting).toString(),
        "measurements", plan.toString(),
        "data", String.valueOf(provenance.dataChecksum()),
        "version", provenance.version(),
        "arithmetic", Arithmetic.VERSION);
  }

  /** Whether a state may lie there: a look would cost many short trials more than it spares. */
  boolean mayBeThere() {
    TaskContext task = TaskContext.get();
    // Beside its task a trial has a thread of its own, which does not know the attempt.
    return folder.begun() || last == Last.ALWAYS || task == null || task.attemptNumber() > 0;
  }
}
