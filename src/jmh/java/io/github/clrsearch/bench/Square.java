package io.github.clrsearch.bench;

import java.util.SplittableRandom;
import org.ejml.data.FMatrixRMaj;

/** The practical peak of sgemm: a square product that is large enough for its blocking. */
final class Square {
  static final int SIZE = 1536;

  private final FMatrixRMaj a = random(1);
  private final FMatrixRMaj b = random(2);
  private final FMatrixRMaj c = new FMatrixRMaj(SIZE, SIZE);

  /** One product. */
  FMatrixRMaj multiply() {
    OpenBlas.multiply(a, b, c);
    return c;
  }

  /** Floating-point operations of a product. */
  static double operations() {
    return 2.0 * SIZE * SIZE * SIZE;
  }

  private static FMatrixRMaj random(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    FMatrixRMaj matrix = new FMatrixRMaj(SIZE, SIZE);
    for (int i = 0; i < matrix.data.length; i++) {
      matrix.data[i] = (float) random.nextDouble(-1, 1);
    }
    return matrix;
  }
}
