package io.github.clrsearch.store;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;

/**
 * Where and when a trial was computed. Nothing else about a trial may differ from one execution to
 * the next.
 *
 * @param started when it started on its executor
 * @param ended when it ended there
 * @param executor Spark's name of the executor; null where Spark gave the trial up
 * @param host the executor's host; null likewise
 * @param attempt Spark's attempt, from 0
 * @param sideBySide how many trials shared that time, itself included, at least 1
 * @param share its part of the work that was done then, in [0, 1]
 * @param earlier seconds of the executions that this one continued
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

  /** Of a trial alone, from its start. */
  public Execution(Instant started, Instant ended, String executor, String host, int attempt) {
    this(started, ended, executor, host, attempt, 1, 1, 0);
  }

  /** The same as one of several side by side, with its share of the work. */
  public Execution sideBySide(int trials, double part) {
    return new Execution(started, ended, executor, host, attempt, trials, part, earlier);
  }

  /** The same as one that continued another. */
  Execution after(Execution other) {
    return new Execution(
        started, ended, executor, host, attempt, sideBySide, share, other.seconds());
  }

  /** The executor and its host, as far as they are known. */
  public String place() {
    return executor == null ? "no executor" : host == null ? executor : executor + " on " + host;
  }

  /** Its share of the wall time, and what it continued, in seconds. */
  public double seconds() {
    return earlier + share * Duration.between(started, ended).toMillis() / 1e3;
  }
}
