package io.github.clrsearch.network.whitening;

import io.github.clrsearch.data.Images;
import java.util.Arrays;
import org.ejml.data.FMatrixRMaj;
import org.ejml.dense.row.CommonOps_FDRM;
import org.ejml.dense.row.factory.DecompositionFactory_FDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F32;
import org.ejml.interfaces.decomposition.QRDecomposition;

/**
 * The strongest principal components of images, by subspace iteration (Golub and Van Loan, Matrix
 * Computations, 8.2.4) on a sample, so that the covariance of all dimensions is never stored.
 *
 * @param mean 1 x d: mean byte of each dimension
 * @param directions d x k: orthonormal columns, the strongest component first
 * @param variances k variances along them, in squared bytes, not increasing
 * @param total variance of all dimensions together, in squared bytes
 */
record PrincipalComponents(
    FMatrixRMaj mean, FMatrixRMaj directions, double[] variances, double total) {
  private static final int SAMPLE = 10_000;

  /** After these many products with the covariance, accuracies no longer change. */
  private static final int ITERATIONS = 6;

  /**
   * Computes components of a sample of images, evenly spaced among those given. The result has the
   * same bits everywhere.
   *
   * @param indices at least one; not modified
   * @param k from 1 to the number of dimensions and the number of {@code indices}
   */
  static PrincipalComponents of(Images images, int[] indices, int k) {
    int n = Math.max(k, Math.min(SAMPLE, indices.length));
    int size = images.shape().size();
    FMatrixRMaj x = new FMatrixRMaj(n, size);
    for (int i = 0; i < n; i++) {
      int index = indices[(int) ((long) i * indices.length / n)];
      for (int d = 0; d < size; d++) {
        x.data[i * size + d] = images.pixels()[index * size + d] & 0xFF;
      }
    }
    FMatrixRMaj mean = centre(x);
    double total = 0;
    for (float value : x.data) {
      total += (double) value * value;
    }

    // The images themselves span a good start.
    FMatrixRMaj directions = new FMatrixRMaj(size, k);
    for (int j = 0; j < k; j++) {
      int row = (int) ((long) j * n / k) * size;
      for (int d = 0; d < size; d++) {
        directions.data[d * k + j] = x.data[row + d];
      }
    }
    FMatrixRMaj scores = new FMatrixRMaj(n, k);
    for (int iteration = 0; iteration < ITERATIONS; iteration++) {
      directions = orthonormal(directions);
      CommonOps_FDRM.mult(x, directions, scores);
      CommonOps_FDRM.multTransA(x, scores, directions);
    }
    directions = orthonormal(directions);
    CommonOps_FDRM.mult(x, directions, scores);
    return rotated(mean, directions, scores, total / n);
  }

  /** Subtracts the mean from each row; returns it. */
  private static FMatrixRMaj centre(FMatrixRMaj x) {
    double[] sums = new double[x.numCols];
    for (int i = 0; i < x.data.length; i++) {
      sums[i % x.numCols] += x.data[i];
    }
    FMatrixRMaj mean = new FMatrixRMaj(1, x.numCols);
    for (int d = 0; d < x.numCols; d++) {
      mean.data[d] = (float) (sums[d] / x.numRows);
    }
    for (int i = 0; i < x.data.length; i++) {
      x.data[i] -= mean.data[i % x.numCols];
    }
    return mean;
  }

  private static FMatrixRMaj orthonormal(FMatrixRMaj columns) {
    QRDecomposition<FMatrixRMaj> qr =
        DecompositionFactory_FDRM.qr(columns.numRows, columns.numCols);
    qr.decompose(columns);
    return qr.getQ(null, true);
  }

  /** Turns the directions so that the scores along them are uncorrelated (Rayleigh and Ritz). */
  private static PrincipalComponents rotated(
      FMatrixRMaj mean, FMatrixRMaj directions, FMatrixRMaj scores, double total) {
    int k = directions.numCols;
    FMatrixRMaj covariance = new FMatrixRMaj(k, k);
    CommonOps_FDRM.multTransA(1f / scores.numRows, scores, scores, covariance);
    EigenDecomposition_F32<FMatrixRMaj> eigen = DecompositionFactory_FDRM.eig(k, true, true);
    eigen.decompose(covariance);
    Integer[] order = new Integer[k];
    Arrays.setAll(order, i -> i);
    Arrays.sort(
        order,
        (a, b) ->
            Float.compare(eigen.getEigenvalue(b).getReal(), eigen.getEigenvalue(a).getReal()));
    double[] variances = new double[k];
    FMatrixRMaj rotation = new FMatrixRMaj(k, k);
    for (int j = 0; j < k; j++) {
      variances[j] = Math.max(0, eigen.getEigenvalue(order[j]).getReal());
      FMatrixRMaj vector = eigen.getEigenVector(order[j]);
      for (int i = 0; i < k; i++) {
        rotation.data[i * k + j] = vector.data[i];
      }
    }
    FMatrixRMaj turned = new FMatrixRMaj(directions.numRows, k);
    CommonOps_FDRM.mult(directions, rotation, turned);
    return new PrincipalComponents(mean, turned, variances, total);
  }
}
