package io.github.clrsearch.cluster;

import io.github.clrsearch.network.Arithmetic;
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
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.TaskKilledException;

/**
 * A trial on an executor, or several side by side. A failure is a value, not an exception: Spark
 * would try a task that throws three times more.
 *
 * @param trials at least one
 * @param deadline how long one alone may take; zero where it may take any time
 */
record TrialTask(Objective objective, List<Trial> trials, Provenance provenance, Duration deadline)
    implements Serializable {
  private static final Logger LOG = System.getLogger(TrialTask.class.getName());

  List<EndedTrial> call() {
    TaskContext context = TaskContext.get();
    Instant started = now();
    List<TrialResult> results = results(context);
    if (context.isInterrupted()) {
      // The driver has given them up: what it was told is no result.
      throw new TaskKilledException(
          "trial %s was cancelled"
              .formatted(trials.stream().map(Trial::toString).collect(Collectors.joining(", "))));
    }
    Execution together =
        new Execution(
            started,
            now(),
            SparkEnv.get().executorId(),
            SparkEnv.get().blockManager().blockManagerId().host(),
            context.attemptNumber());
    // Another model's training has its own.
    String blas = provenance.blas() == null ? null : Arithmetic.name();
    Provenance here = provenance.on(Runtime.version().toString(), blas, Processor.name());
    double cost = trials.stream().mapToDouble(this::cost).sum();
    List<EndedTrial> ended = new ArrayList<>();
    for (int i = 0; i < trials.size(); i++) {
      Trial trial = trials.get(i);
      double share = cost > 0 ? cost(trial) / cost : 1.0 / trials.size();
      Execution execution = together.sideBySide(trials.size(), share);
      ended.add(new EndedTrial(trial, derived(trial), results.get(i), execution, here));
    }
    return ended;
  }

  private double cost(Trial trial) {
    return trials.size() == 1 ? 1 : objective.cost(trial.setting());
  }

  /** A setting that no training takes has no derived values; its failure is in the result. */
  private Map<String, Double> derived(Trial trial) {
    try {
      return objective.derived(trial.setting());
    } catch (RuntimeException e) {
      return Map.of();
    }
  }

  /** A failure side by side may be that of one of them: then each is tried alone. */
  private List<TrialResult> results(TaskContext context) {
    if (trials.size() > 1) {
      try {
        return objective.evaluate(trials, context::isInterrupted);
      } catch (Exception | VirtualMachineError e) {
        LOG.log(Level.WARNING, "trials side by side have failed, now each alone: {0}", e);
      }
    }
    return trials.stream().map(trial -> result(trial, context)).toList();
  }

  private TrialResult result(Trial trial, TaskContext context) {
    try {
      return deadline.isZero()
          ? objective.evaluate(trial, context::isInterrupted)
          : new Deadline(deadline).evaluate(objective, trial, context::isInterrupted);
    } catch (Exception | VirtualMachineError e) {
      // Without memory or stack for one trial there may be enough for the others: Spark would end
      // the JVM.
      return failed(e);
    }
  }

  static TrialResult failed(Throwable e) {
    String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    boolean told = e.getMessage() != null && !message.isBlank();
    String reason = told ? name(e) + ": " + message : name(e);
    if (told && e instanceof IllegalArgumentException) {
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
