package io.github.clrsearch.workflow;

import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * How the process comes to its end. Where a cluster runs the driver, an exit is a failure whatever
 * its status is, and YARN would run a search that has ended a second time.
 */
public enum Ending {
  /** With the command's status. */
  EXIT,
  /** The main method returns: the cluster has more to do. */
  RETURN,
  /** The main method throws what went wrong. */
  THROW;

  /** What tells that a cluster runs the driver; Kubernetes starts it as though it were a client. */
  private static final Map<String, String> IN_CLUSTER =
      Map.of("spark.submit.deployMode", "cluster", "spark.kubernetes.submitInDriver", "true");

  /**
   * How to end.
   *
   * @param status of the command
   * @param property Spark's settings by their key, null where there is none
   */
  public static Ending of(int status, UnaryOperator<String> property) {
    if (!inCluster(property)) {
      return EXIT;
    }
    return status == 0 ? RETURN : THROW;
  }

  /** Whether a cluster runs the driver: its machine is not the user's. */
  static boolean inCluster(UnaryOperator<String> property) {
    return IN_CLUSTER.entrySet().stream()
        .anyMatch(entry -> entry.getValue().equals(property.apply(entry.getKey())));
  }
}
