package io.github.clrsearch.store;

import io.github.clrsearch.search.trial.Column;
import java.io.Serializable;

/** Versions, data and processor that a trial was computed with. */
public record Provenance(
    @Column("version of clr-search") String version,
    @Column(value = "the data set's name", nullable = true) String data,
    @Column(value = "SHA-256 of the data set", nullable = true) String dataChecksum,
    @Column("version of Spark") String spark,
    @Column(value = "version of EJML; NULL for a custom objective", nullable = true) String ejml,
    @Column("version of Java on the executor") String java,
    @Column(
            value =
                "matrix kernels on the executor, which do not affect results; NULL for a custom objective",
            nullable = true)
        String blas,
    @Column("the executor's processor") String processor)
    implements Serializable {

  /** Version of this jar; {@code development} outside a jar. */
  public static String currentVersion() {
    String version = Provenance.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  /**
   * Provenance of a custom objective, whose matrix library is unknown.
   *
   * @param data the data set's name, or null
   * @param dataChecksum of the data set, or null
   */
  public static Provenance ofModel(String spark, String data, String dataChecksum) {
    return new Provenance(
        currentVersion(),
        data,
        dataChecksum,
        spark,
        null,
        Runtime.version().toString(),
        null,
        System.getProperty("os.arch"));
  }

  /** The same provenance with the values of an executor. */
  public Provenance on(String java, String blas, String processor) {
    return new Provenance(version, data, dataChecksum, spark, ejml, java, blas, processor);
  }
}
