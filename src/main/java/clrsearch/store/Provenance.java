package clrsearch.store;

import java.io.Serializable;

/** What computed a trial: enough to compute it again. */
public record Provenance(
    @Column("version of clr-search") String version,
    @Column("the data set's name") String data,
    @Column("SHA-256 of the data set") String dataChecksum,
    @Column("version of Spark") String spark,
    @Column("version of EJML") String ejml,
    @Column("version of Java on the executor") String java,
    @Column("what multiplied matrices on the executor") String blas,
    @Column("the executor's processor") String processor)
    implements Serializable {

  /** The same study on an executor. */
  public Provenance on(String java, String blas, String processor) {
    return new Provenance(version, data, dataChecksum, spark, ejml, java, blas, processor);
  }
}
