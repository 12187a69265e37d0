package io.github.clrsearch.store;

import java.io.Serializable;

/** What computed a trial: enough to compute it again. */
public record Provenance(
    @Column("version of clr-search") String version,
    @Column(value = "the data set's name", nullable = true) String data,
    @Column(value = "SHA-256 of the data set", nullable = true) String dataChecksum,
    @Column("version of Spark") String spark,
    @Column(value = "version of EJML; NULL of another model's training", nullable = true)
        String ejml,
    @Column("version of Java on the executor") String java,
    @Column(
            value =
                "what multiplied matrices on the executor: no result depends on it; NULL of another model's training",
            nullable = true)
        String blas,
    @Column("the executor's processor") String processor)
    implements Serializable {

  /** The version of this jar; {@code development} outside a jar. */
  public static String currentVersion() {
    String version = Provenance.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  /**
   * Of a model that is not this project's own: what multiplies its matrices is not known.
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

  /** The same study on an executor. */
  public Provenance on(String java, String blas, String processor) {
    return new Provenance(version, data, dataChecksum, spark, ejml, java, blas, processor);
  }
}
