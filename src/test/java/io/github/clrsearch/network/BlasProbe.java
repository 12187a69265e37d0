package io.github.clrsearch.network;

import java.util.SplittableRandom;
import org.ejml.data.FMatrixRMaj;

/** Prints the provider and the elements of all three products: run in a JVM of its own. */
final class BlasProbe {
  private BlasProbe() {}

  public static void main(String[] arguments) {
    System.out.println(Blas.instance().provider());
    for (float value : products()) {
      System.out.println(value);
    }
  }

  /**
   * The elements of one product of each kind, with beta = 0 over results that are not numbers, then
   * with beta = 0.5.
   */
  static float[] products() {
    Blas blas = Blas.instance();
    FMatrixRMaj[] c = new FMatrixRMaj[6];
    for (int i = 0; i < 6; i++) {
      c[i] = i < 3 ? new FMatrixRMaj(17, 9) : random(17, 9, 5);
      if (i < 3) {
        c[i].fill(Float.NaN);
      }
    }
    for (int i = 0; i < 6; i += 3) {
      float beta = i == 0 ? 0 : 0.5f;
      blas.mult(1, random(17, 53, 1), random(53, 9, 2), beta, c[i]);
      blas.multTransB(1, random(17, 53, 1), random(9, 53, 2), beta, c[i + 1]);
      blas.multTransA(1, random(53, 17, 1), random(53, 9, 2), beta, c[i + 2]);
    }
    float[] all = new float[6 * 17 * 9];
    for (int i = 0; i < 6; i++) {
      System.arraycopy(c[i].data, 0, all, i * 17 * 9, 17 * 9);
    }
    return all;
  }

  static FMatrixRMaj random(int rows, int columns, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    FMatrixRMaj matrix = new FMatrixRMaj(rows, columns);
    for (int i = 0; i < matrix.data.length; i++) {
      matrix.data[i] = (float) random.nextDouble(-1, 1);
    }
    return matrix;
  }
}
