package io.github.clrsearch.workflow;

import io.github.clrsearch.network.Arithmetic;
import io.github.clrsearch.store.Provenance;
import org.apache.spark.sql.SparkSession;
import org.ejml.EjmlVersion;

/** What the driver knows of what computes a study; executors add their own part. */
final class Provenances {
  private Provenances() {}

  static Provenance of(SparkSession session, String data, String dataChecksum) {
    return new Provenance(
        Version.current(),
        data,
        dataChecksum,
        session.version(),
        EjmlVersion.VERSION,
        Runtime.version().toString(),
        Arithmetic.name(),
        System.getProperty("os.arch"));
  }
}
