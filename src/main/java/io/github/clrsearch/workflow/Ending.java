package io.github.clrsearch.workflow;

import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * How the process ends. A cluster that runs the driver treats every exit as a failure, regardless
 * of its status, and YARN would run a completed search a second time.
 */
public enum Ending {
  /** The process exits with the command's status. */
  EXIT,
  /** The main method returns, and the cluster finishes the application. */
  RETURN,
  /** The main method throws an exception. */
  THROW;

  /** Spark settings of a driver in a cluster; Kubernetes starts it in client mode. */
  private static final Map<String, String> IN_CLUSTER =
      Map.of("spark.submit.deployMode", "cluster", "spark.kubernetes.submitInDriver", "true");

  /**
   * How to end the process.
   *
   * @param status exit status of the command
   * @param property Spark's settings by key; null if not set
   */
  public static Ending of(int status, UnaryOperator<String> property) {
    if (!inCluster(property)) {
      return EXIT;
    }
    return status == 0 ? RETURN : THROW;
  }

  /** Whether a cluster runs the driver, so that it is not on the user's machine. */
  static boolean inCluster(UnaryOperator<String> property) {
    return IN_CLUSTER.entrySet().stream()
        .anyMatch(entry -> entry.getValue().equals(property.apply(entry.getKey())));
  }
}
