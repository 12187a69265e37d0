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
 */
public record Execution(Instant started, Instant ended, String executor, String host, int attempt)
    implements Serializable {

  /** Wall time in seconds. */
  public double seconds() {
    return Duration.between(started, ended).toMillis() / 1e3;
  }
}
