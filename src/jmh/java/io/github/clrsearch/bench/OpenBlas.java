package io.github.clrsearch.bench;

import dev.ludovic.netlib.blas.BLAS;
import dev.ludovic.netlib.blas.NativeBLAS;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.ejml.data.FMatrixRMaj;

/**
 * OpenBLAS on one thread, to measure the peak of the processor. BLAS is column-major, so each
 * product is computed as its transpose.
 */
final class OpenBlas {
  private static final BLAS BLAS = load();

  private OpenBlas() {}

  /** Name and version of the library. */
  static String name() {
    return "OpenBLAS " + openblas_nolapack.OPENBLAS_VERSION.strip().replaceFirst("^OpenBLAS ", "");
  }

  /** Computes c = a b. */
  static void multiply(FMatrixRMaj a, FMatrixRMaj b, FMatrixRMaj c) {
    BLAS.sgemm(
        "N", "N", c.numCols, c.numRows, a.numCols, 1, b.data, 0, b.numCols, a.data, 0, a.numCols, 0,
        c.data, 0, c.numCols);
  }

  private static BLAS load() {
    Logger.getLogger("dev.ludovic.netlib.blas").setLevel(Level.WARNING);
    Loader.load(openblas_nolapack.class);
    openblas_nolapack.blas_set_num_threads(1);
    String library =
        Loader.getLoadedLibraries().entrySet().stream()
            .filter(loaded -> loaded.getKey().startsWith("openblas_nolapack"))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElseThrow();
    System.setProperty("dev.ludovic.netlib.blas.nativeLibPath", library);
    return NativeBLAS.getInstance();
  }
}
