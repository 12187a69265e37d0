package io.github.clrsearch.cluster.jobs;

import java.util.function.IntSupplier;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;

/** Number of jobs that Spark is given at a time. */
public final class InFlight {
  /** Limit under dynamic allocation, and the number of slots of an executor of unknown size. */
  private static final int MOST_WAITING = 1000;

  private static final String TASK_CPUS = "spark.task.cpus";

  private InFlight() {}

  /** Number of tasks that can run at once, at least 1; it may change. */
  public static int slots(SparkContext context) {
    int cores = context.getConf().getInt(TASK_CPUS, 1);
    return Math.max(1, context.defaultParallelism() / Math.max(1, cores));
  }

  /** The same number of jobs for each slot; the slots may change. */
  static IntSupplier of(SparkContext context, int perSlot) {
    int requesting = context.isLocal() ? 0 : requesting(context.getConf());
    return () -> Math.max(requesting, perSlot * slots(context));
  }

  /**
   * The number of jobs that must wait so that dynamic allocation requests all executors that it
   * may: it requests them by the number of waiting tasks. 0 without dynamic allocation.
   */
  public static int requesting(SparkConf conf) {
    if (!conf.getBoolean("spark.dynamicAllocation.enabled", false)) {
      return 0;
    }
    long executors = conf.getInt("spark.dynamicAllocation.maxExecutors", Integer.MAX_VALUE);
    // By default, an executor of a standalone cluster has all cores of its machine.
    long slots =
        conf.contains("spark.executor.cores")
            ? conf.getInt("spark.executor.cores", 1) / Math.max(1, conf.getInt(TASK_CPUS, 1))
            : MOST_WAITING;
    return (int) Math.min(MOST_WAITING, 2 * executors * slots);
  }
}
