package io.github.clrsearch.cluster.jobs;

import io.github.clrsearch.network.Arithmetic;
import io.github.clrsearch.search.trial.Cancellation;
import io.github.clrsearch.search.trial.Objective;
import io.github.clrsearch.search.trial.Outcome;
import io.github.clrsearch.search.trial.Trial;
import io.github.clrsearch.search.trial.TrialResult;
import io.github.clrsearch.store.EndedTrial;
import io.github.clrsearch.store.Execution;
import io.github.clrsearch.store.Provenance;
import java.io.Serializable;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskKilledException;

/**
 * Task of one trial or several fused trials. Failures are returned as results, because Spark would
 * retry a task that throws.
 *
 * @param trials at least one
 * @param deadline of a single trial; zero for no limit
 * @param seconds after which no trial begins another cycle; infinite for no limit
 */
record TrialTask(
    Objective objective,
    List<Trial> trials,
    Provenance provenance,
    Duration deadline,
    double seconds)
    implements Serializable {
  private static final Logger LOG = System.getLogger(TrialTask.class.getName());

  /**
   * Trains the trials.
   *
   * @param cancelled whether the search has cancelled them
   * @param attempt number of this attempt, from 0
   * @throws TaskKilledException if they were cancelled
   */
  List<EndedTrial> call(Cancellation cancelled, int attempt) {
    Instant started = now();
    TimeLimit limit = new TimeLimit(cancelled, System::nanoTime, seconds);
    List<TrialResult> results = finished(results(limit), limit);
    if (cancelled.requested()) {
      throw new TaskKilledException("trial %s was cancelled".formatted(names()));
    }
    Execution together =
        new Execution(
            started,
            now(),
            SparkEnv.get().executorId(),
            SparkEnv.get().blockManager().blockManagerId().host(),
            attempt);
    // A custom objective has its own arithmetic.
    String blas = provenance.blas() == null ? null : Arithmetic.name();
    Provenance here = provenance.on(Runtime.version().toString(), blas, Processor.name());
    double cost = 0;
    for (int i = 0; i < trials.size(); i++) {
      cost += cost(i, results);
    }
    List<EndedTrial> ended = new ArrayList<>();
    for (int i = 0; i < trials.size(); i++) {
      Trial trial = trials.get(i);
      double share = cost > 0 ? cost(i, results) / cost : 1.0 / trials.size();
      Execution execution = together.fused(trials.size(), share);
      ended.add(new EndedTrial(trial, derived(trial), results.get(i), execution, here));
    }
    return ended;
  }

  /** The names of the trials. */
  String names() {
    return trials.stream().map(Trial::toString).collect(Collectors.joining(", "));
  }

  /** A trial that was stopped by the time limit. */
  private static TrialResult unfinished(Trial trial, TrialResult result) {
    return result.outcome() instanceof Outcome.Stopped && result.lastCycle() > 0
        ? result.with(
            new Outcome.Unfinished(
                Outcome.Unfinished.Cause.BUDGET, result.lastCycle(), trial.cycles()))
        : result;
  }

  /** The results, in which trials that the time limit stopped can be recognized. */
  private List<TrialResult> finished(List<TrialResult> results, TimeLimit limit) {
    return limit.reached()
        ? IntStream.range(0, trials.size())
            .mapToObj(i -> unfinished(trials.get(i), results.get(i)))
            .toList()
        : results;
  }

  /** Cost of what was trained, to share the time of fused trials. */
  private double cost(int index, List<TrialResult> results) {
    double whole = trials.size() == 1 ? 1 : objective.cost(trials.get(index).setting());
    return results.get(index).outcome() instanceof Outcome.Unfinished part
        ? whole * part.cycles() / part.of()
        : whole;
  }

  /** Derived values; none if the objective rejects the setting, which makes the trial fail. */
  private Map<String, Double> derived(Trial trial) {
    try {
      return objective.derived(trial.setting());
    } catch (RuntimeException e) {
      return Map.of();
    }
  }

  /** If fused trials fail, each is run alone, because only one of them may be the cause. */
  private List<TrialResult> results(TimeLimit limit) {
    if (trials.size() > 1) {
      try {
        return objective.evaluate(trials, limit);
      } catch (Exception | VirtualMachineError e) {
        LOG.log(Level.WARNING, "fused trials failed and are run one by one: {0}", e);
      }
    }
    return trials.stream().map(trial -> result(trial, limit)).toList();
  }

  private TrialResult result(Trial trial, TimeLimit limit) {
    try {
      return deadline.isZero()
          ? objective.evaluate(trial, limit)
          : new Deadline(deadline).evaluate(objective, trial, limit);
    } catch (Exception | VirtualMachineError e) {
      // If one trial runs out of memory or stack, others may still fit. Spark would exit the JVM.
      return failed(e);
    }
  }

  static TrialResult failed(Throwable e) {
    String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    boolean hasMessage = e.getMessage() != null && !message.isBlank();
    String reason = hasMessage ? name(e) + ": " + message : name(e);
    if (hasMessage && e instanceof IllegalArgumentException) {
      reason = message;
    }
    return new TrialResult(new Outcome.Failed(reason), List.of(), List.of(), 0);
  }

  private static String name(Throwable e) {
    return e.getClass().getSimpleName();
  }

  private static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MILLIS);
  }
}
