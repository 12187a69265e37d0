package io.github.clrsearch;

import org.apache.spark.SparkContext;
import org.apache.spark.sql.SparkSession;

/**
 * The Spark session that all unit tests of a JVM share: two slots, no web page. It stops with the
 * JVM. Queries are interpreted: compiling each to Java takes far longer than a test's few rows.
 */
public final class LocalSpark {
  private static final SparkSession SESSION =
      SparkSession.builder()
          .master("local[2]")
          .appName("clr-search tests")
          .config("spark.ui.enabled", false)
          .config("spark.driver.host", "127.0.0.1")
          .config("spark.driver.bindAddress", "127.0.0.1")
          .config("spark.sql.shuffle.partitions", 1)
          .config("spark.sql.adaptive.enabled", false)
          .config("spark.sql.codegen.wholeStage", false)
          .config("spark.sql.codegen.factoryMode", "NO_CODEGEN")
          .config("spark.sql.session.timeZone", "UTC")
          .config("spark.sql.warehouse.dir", "target/spark-warehouse")
          .getOrCreate();

  private LocalSpark() {}

  /** A session with views of its own. */
  public static SparkSession freshSession() {
    return SESSION.newSession();
  }

  /** The context that trials are submitted to. */
  public static SparkContext context() {
    return SESSION.sparkContext();
  }
}
