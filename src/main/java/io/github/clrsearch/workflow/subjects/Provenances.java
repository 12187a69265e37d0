package io.github.clrsearch.workflow.subjects;

import io.github.clrsearch.network.Arithmetic;
import io.github.clrsearch.store.Provenance;
import io.github.clrsearch.workflow.Version;
import org.apache.spark.sql.SparkSession;
import org.ejml.EjmlVersion;

/** Creates the driver's part of the provenance; executors add theirs. */
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
