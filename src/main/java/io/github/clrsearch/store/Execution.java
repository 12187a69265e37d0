package io.github.clrsearch.store;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where and when a trial ran. Only this differs between two executions of a trial.
 *
 * @param started on its executor
 * @param ended on its executor
 * @param executor Spark's ID of the executor; null if Spark gave the trial up
 * @param host of the executor; null likewise
 * @param attempt Spark's attempt, from 0
 * @param fusedTrials number of trials in the same fused training, including this one, at least 1
 * @param share of the work of the fused training, in [0, 1]
 * @param earlier seconds of the executions that this one continues
 * @param failures reasons of earlier executions that failed and were repeated, in order
 * @param takenFrom the trial and folder of the study that trained it; null if it was trained here
 */
public record Execution(
    Instant started,
    Instant ended,
    String executor,
    String host,
    int attempt,
    int fusedTrials,
    double share,
    double earlier,
    List<String> failures,
    String takenFrom)
    implements Serializable {

  public Execution {
    failures = List.copyOf(failures);
  }

  /** Execution of a trial that ran alone from its start. */
  public Execution(Instant started, Instant ended, String executor, String host, int attempt) {
    this(started, ended, executor, host, attempt, 1, 1, 0, List.of(), null);
  }

  /**
   * A training that another study has done, and that this one takes over now.
   *
   * @param seconds of the training there
   * @param from the trial and folder of the other study
   */
  public static Execution takenOver(Instant now, double seconds, String from) {
    return new Execution(now, now, null, null, 0, 1, 1, seconds, List.of(), from);
  }

  /** Whether another study has trained it. */
  public boolean isTakenOver() {
    return takenFrom != null;
  }

  /** The same execution as a share of a fused training. */
  public Execution fused(int trials, double part) {
    return new Execution(
        started, ended, executor, host, attempt, trials, part, earlier, failures, takenFrom);
  }

  /** The same execution as the continuation of another. */
  Execution after(Execution other) {
    return new Execution(
        started,
        ended,
        executor,
        host,
        attempt,
        fusedTrials,
        share,
        other.seconds(),
        other.failures(),
        takenFrom);
  }

  /** The same execution after one that failed. */
  Execution afterFailure(String reason) {
    List<String> all = Stream.concat(failures.stream(), Stream.of(reason)).toList();
    return new Execution(
        started, ended, executor, host, attempt, fusedTrials, share, earlier, all, takenFrom);
  }

  /** The same without the earlier executions, in seconds. */
  public double secondsOfLast() {
    return seconds() - earlier;
  }

  /** The executor and its host as far as known, or the study that a trial was taken over from. */
  public String place() {
    if (isTakenOver()) {
      return "taken over: " + takenFrom;
    }
    return executor == null ? "no executor" : host == null ? executor : executor + " on " + host;
  }

  /** Share of the wall time plus the earlier executions, in seconds. */
  public double seconds() {
    return earlier + share * Duration.between(started, ended).toMillis() / 1e3;
  }
}
