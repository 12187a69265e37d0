package io.github.clrsearch.cluster.training;

import io.github.clrsearch.network.Arithmetic;
import io.github.clrsearch.search.space.Setting;
import io.github.clrsearch.search.trial.Candidate;
import io.github.clrsearch.search.trial.Trial;
import io.github.clrsearch.store.Provenance;
import io.github.clrsearch.store.StateFolder;
import io.github.clrsearch.training.MeasurementPlan;
import io.github.clrsearch.training.TrainingMethod;
import java.io.Serializable;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.TaskContext;

/**
 * When trials save their states.
 *
 * @param folder for the states
 * @param after minimum training time before the first state, and between states
 * @param last whether a state is saved at the end of the trial
 * @param provenance of the data and the program, as the driver knows it
 */
public record StateKeeping(StateFolder folder, Duration after, Last last, Provenance provenance)
    implements Serializable {

  /** Whether a state is saved at the end of the last cycle. */
  public enum Last {
    /** As at other cycles: the result is saved soon. */
    AS_OTHERS,
    /** Always, however short the trial was, because it may be continued. */
    ALWAYS
  }

  /** The same with a state at the end of every trial. */
  public StateKeeping always() {
    return new StateKeeping(folder, after, Last.ALWAYS, provenance);
  }

  /**
   * Everything that the numbers of a trial's state depend on. The number of its cycles is not
   * included, nor is the processor, because the bits are the same everywhere.
   *
   * @param purpose of the trial
   * @param order seed of the order of the mini-batches
   */
  Map<String, String> of(
      String purpose, Trial trial, long order, MeasurementPlan plan, TrainingMethod method) {
    Map<String, Double> setting = new LinkedHashMap<>(trial.setting().values());
    setting.remove(Candidate.CYCLES);
    Map<String, String> of = new LinkedHashMap<>();
    of.put("purpose", purpose);
    of.put("study", trial.study());
    of.put("seed", Long.toString(trial.seed()));
    of.put("order", Long.toString(order));
    of.put("setting", new Setting(setting).toString());
    of.put("measurements", plan.toString());
    of.put("data", String.valueOf(provenance.dataChecksum()));
    of.put("version", provenance.version());
    of.put("arithmetic", Arithmetic.VERSION);
    of.putAll(method.definition());
    return of;
  }

  /** Whether to look for a state. For short trials, looking takes longer than training again. */
  boolean mayExist() {
    TaskContext task = TaskContext.get();
    // Outside of Spark there is no task.
    return folder.begun() || last == Last.ALWAYS || task == null || task.attemptNumber() > 0;
  }
}
