package io.github.clrsearch.network;

import dev.ludovic.netlib.blas.BLAS;
import dev.ludovic.netlib.blas.JavaBLAS;
import dev.ludovic.netlib.blas.NativeBLAS;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.ejml.data.FMatrixRMaj;

/**
 * Matrix products on EJML's row-major arrays, by OpenBLAS out of this jar on one thread (a Spark
 * task has one core), or in pure Java where it cannot load or {@code -Dclrsearch.blas=java} asks
 * for it.
 *
 * <p>BLAS is column-major, and a row-major matrix read column-major is its transpose: each product
 * is computed as its transpose, so that no array is ever copied or turned.
 */
public final class Blas {
  private static final String NATIVE_LIBRARY = "dev.ludovic.netlib.blas.nativeLibPath";

  private static final String KERNELS = "OPENBLAS_CORETYPE";

  private final BLAS blas;
  private final String provider;

  private Blas(BLAS blas, String provider) {
    this.blas = blas;
    this.provider = provider;
  }

  /** The BLAS of this JVM, loaded at the first call. */
  public static Blas instance() {
    return Holder.INSTANCE;
  }

  /**
   * What multiplies here, for provenance: {@code OpenBLAS 0.3.31}, {@code VectorBLAS (Java)}, or
   * the library's file where {@code -Ddev.ludovic.netlib.blas.nativeLibPath} names one. OpenBLAS
   * chooses its kernels by the processor, unless the environment does: {@code OpenBLAS 0.3.31,
   * OPENBLAS_CORETYPE=Haswell} rounds in another way, and is slower on a processor with AVX-512.
   */
  public String provider() {
    return provider;
  }

  /** Whether the products run in OpenBLAS. */
  public boolean isNative() {
    return blas instanceof NativeBLAS;
  }

  /**
   * c = alpha a b + beta c.
   *
   * @param a rows x k. Not modified.
   * @param b k x columns. Not modified.
   * @param c rows x columns. Modified.
   */
  public void mult(float alpha, FMatrixRMaj a, FMatrixRMaj b, float beta, FMatrixRMaj c) {
    mult(alpha, a, b, beta, c, 0, c.numCols);
  }

  /** The same into columns of a wider matrix. */
  void mult(float alpha, FMatrixRMaj a, FMatrixRMaj b, float beta, Columns c) {
    mult(alpha, a, b, beta, c.matrix(), c.from(), c.count());
  }

  private void mult(
      float alpha, FMatrixRMaj a, FMatrixRMaj b, float beta, FMatrixRMaj c, int from, int columns) {
    check(a.numCols, b.numRows, a.numRows, b.numCols, c.numRows, columns);
    blas.sgemm(
        "N", "N", columns, c.numRows, a.numCols, alpha, b.data, 0, b.numCols, a.data, 0, a.numCols,
        beta, c.data, from, c.numCols);
  }

  /**
   * c = alpha a b^T + beta c.
   *
   * @param a rows x k. Not modified.
   * @param b columns x k. Not modified.
   * @param c rows x columns. Modified.
   */
  public void multTransB(float alpha, FMatrixRMaj a, FMatrixRMaj b, float beta, FMatrixRMaj c) {
    multTransB(alpha, a, 0, a.numCols, b, beta, c);
  }

  /** The same with columns of a wider matrix. */
  void multTransB(float alpha, Columns a, FMatrixRMaj b, float beta, FMatrixRMaj c) {
    multTransB(alpha, a.matrix(), a.from(), a.count(), b, beta, c);
  }

  private void multTransB(
      float alpha, FMatrixRMaj a, int from, int inner, FMatrixRMaj b, float beta, FMatrixRMaj c) {
    check(inner, b.numCols, a.numRows, b.numRows, c.numRows, c.numCols);
    blas.sgemm(
        "T", "N", c.numCols, c.numRows, inner, alpha, b.data, 0, b.numCols, a.data, from, a.numCols,
        beta, c.data, 0, c.numCols);
  }

  /**
   * c = alpha a^T b + beta c.
   *
   * @param a k x rows. Not modified.
   * @param b k x columns. Not modified.
   * @param c rows x columns. Modified.
   */
  public void multTransA(float alpha, FMatrixRMaj a, FMatrixRMaj b, float beta, FMatrixRMaj c) {
    multTransA(alpha, a, b, 0, b.numCols, beta, c);
  }

  /** The same with columns of a wider matrix. */
  void multTransA(float alpha, FMatrixRMaj a, Columns b, float beta, FMatrixRMaj c) {
    multTransA(alpha, a, b.matrix(), b.from(), b.count(), beta, c);
  }

  private void multTransA(
      float alpha, FMatrixRMaj a, FMatrixRMaj b, int from, int columns, float beta, FMatrixRMaj c) {
    check(a.numRows, b.numRows, a.numCols, columns, c.numRows, c.numCols);
    blas.sgemm(
        "N", "T", columns, c.numRows, a.numRows, alpha, b.data, from, b.numCols, a.data, 0,
        a.numCols, beta, c.data, 0, c.numCols);
  }

  private static void check(
      int innerA, int innerB, int rows, int columns, int rowsC, int columnsC) {
    if (innerA != innerB || rowsC != rows || columnsC != columns) {
      throw new IllegalArgumentException(
          "expected inner dimensions to agree and a result of %d x %d, found %d, %d and %d x %d"
              .formatted(rows, columns, innerA, innerB, rowsC, columnsC));
    }
  }

  private static Blas load() {
    // netlib announces its choice on standard error; the provenance of every row tells it instead.
    Logger.getLogger("dev.ludovic.netlib.blas").setLevel(Level.WARNING);
    if ("java".equals(System.getProperty("clrsearch.blas"))) {
      return pureJava();
    }
    try {
      String given = System.getProperty(NATIVE_LIBRARY);
      if (given != null) {
        return new Blas(NativeBLAS.getInstance(), given);
      }
      System.setProperty(NATIVE_LIBRARY, extractOpenBlas());
      return new Blas(NativeBLAS.getInstance(), "OpenBLAS " + openBlasVersion());
    } catch (RuntimeException | LinkageError e) {
      Blas fallback = pureJava();
      Logger.getLogger(Blas.class.getName())
          .warning(
              "OpenBLAS cannot load (%s): %s multiplies instead, at a third of the speed"
                  .formatted(e, fallback.provider));
      return fallback;
    }
  }

  private static Blas pureJava() {
    BLAS java = JavaBLAS.getInstance();
    return new Blas(java, java.getClass().getSimpleName() + " (Java)");
  }

  /** Unpacks and loads the library of this platform; the path of its file. */
  private static String extractOpenBlas() {
    Loader.load(openblas_nolapack.class);
    openblas_nolapack.blas_set_num_threads(1);
    return Loader.getLoadedLibraries().entrySet().stream()
        .filter(library -> library.getKey().startsWith("openblas_nolapack"))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElseThrow(() -> new UnsatisfiedLinkError("no OpenBLAS among the loaded libraries"));
  }

  private static String openBlasVersion() {
    String version = openblas_nolapack.OPENBLAS_VERSION.strip().replaceFirst("^OpenBLAS ", "");
    String kernels = System.getenv(KERNELS);
    return kernels == null ? version : "%s, %s=%s".formatted(version, KERNELS, kernels);
  }

  private static final class Holder {
    static final Blas INSTANCE = load();
  }
}
