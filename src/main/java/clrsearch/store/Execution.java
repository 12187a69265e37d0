package clrsearch.store;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;

/**
 * Where and when a trial was computed. Nothing else about a trial may differ from one execution to
 * the next.
 *
 * @param started when it started on its executor
 * @param ended when it ended there
 * @param executor Spark's name of the executor
 * @param host the executor's host
 * @param attempt Spark's attempt, from 0
 * @param earlier wall time of the executions that this one continued
 */
public record Execution(
    Instant started, Instant ended, String executor, String host, int attempt, Duration earlier)
    implements Serializable {

  /** One that continued no other. */
  public Execution(Instant started, Instant ended, String executor, String host, int attempt) {
    this(started, ended, executor, host, attempt, Duration.ZERO);
  }

  /** The same as one that continued another. */
  Execution after(Execution other) {
    return new Execution(
        started, ended, executor, host, attempt, other.earlier.plus(other.duration()));
  }

  private Duration duration() {
    return Duration.between(started, ended);
  }

  /** Wall time in seconds, with that of the executions that this one continued. */
  public double seconds() {
    return earlier.plus(duration()).toMillis() / 1e3;
  }
}
