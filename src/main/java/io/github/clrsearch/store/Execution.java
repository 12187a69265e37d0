package io.github.clrsearch.store;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;

/**
 * Where and when a trial ran. Only this differs between two executions of a trial.
 *
 * @param started on its executor
 * @param ended on its executor
 * @param executor Spark's ID of the executor; null if Spark gave the trial up
 * @param host of the executor; null likewise
 * @param attempt Spark's attempt, from 0
 * @param sideBySide number of trials in the same fused training, including this one, at least 1
 * @param share of the work of the fused training, in [0, 1]
 * @param earlier seconds of the executions that this one continues
 */
public record Execution(
    Instant started,
    Instant ended,
    String executor,
    String host,
    int attempt,
    int sideBySide,
    double share,
    double earlier)
    implements Serializable {

  /** Execution of a trial that ran alone from its start. */
  public Execution(Instant started, Instant ended, String executor, String host, int attempt) {
    this(started, ended, executor, host, attempt, 1, 1, 0);
  }

  /** The same execution as a share of a fused training. */
  public Execution sideBySide(int trials, double part) {
    return new Execution(started, ended, executor, host, attempt, trials, part, earlier);
  }

  /** The same execution as the continuation of another. */
  Execution after(Execution other) {
    return new Execution(
        started, ended, executor, host, attempt, sideBySide, share, other.seconds());
  }

  /** The executor and its host, as far as known. */
  public String place() {
    return executor == null ? "no executor" : host == null ? executor : executor + " on " + host;
  }

  /** Share of the wall time plus the earlier executions, in seconds. */
  public double seconds() {
    return earlier + share * Duration.between(started, ended).toMillis() / 1e3;
  }
}
