package clrsearch.cluster;

import clrsearch.network.Blas;
import clrsearch.search.Objective;
import clrsearch.search.Outcome;
import clrsearch.search.Trial;
import clrsearch.search.TrialResult;
import clrsearch.store.EndedTrial;
import clrsearch.store.Execution;
import clrsearch.store.Provenance;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.TaskKilledException;

/**
 * One trial on an executor. A failure is a value, not an exception: Spark would try a task that
 * throws three times more.
 *
 * @param deadline how long it may take; zero where it may take any time
 */
record TrialTask(Objective objective, Trial trial, Provenance provenance, Duration deadline)
    implements Serializable {

  EndedTrial call() {
    TaskContext context = TaskContext.get();
    Instant started = now();
    TrialResult result = result(context);
    if (context.isInterrupted()) {
      // The driver has given it up: what it was told is no result.
      throw new TaskKilledException("trial %s was cancelled".formatted(trial));
    }
    Execution execution =
        new Execution(
            started,
            now(),
            SparkEnv.get().executorId(),
            SparkEnv.get().blockManager().blockManagerId().host(),
            context.attemptNumber());
    return new EndedTrial(
        trial,
        derived(),
        result,
        execution,
        provenance.on(Runtime.version().toString(), Blas.instance().provider(), Processor.name()));
  }

  /** A setting that no training takes has no derived values; its failure is in the result. */
  private Map<String, Double> derived() {
    try {
      return objective.derived(trial.setting());
    } catch (RuntimeException e) {
      return Map.of();
    }
  }

  private TrialResult result(TaskContext context) {
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
