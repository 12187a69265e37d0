package io.github.clrsearch.search.samplers;

import java.util.Arrays;
import java.util.List;

/**
 * The log marginal likelihood of observations under Gaussian processes of different kernels
 * (Rasmussen and Williams, "Gaussian Processes for Machine Learning", section 5.4). It is computed
 * hundreds of times in a fit, so distances are computed once and no memory is allocated.
 */
final class Likelihood {
  private final double[] values;

  /** Squared differences of each pair i, j <= i along each dimension: element i * n + j. */
  private final double[][] squares;

  /** The upper triangle of K + s^2 I, row by row; then of its Cholesky factor. */
  private final double[][] rows;

  private final double[] solved;

  /**
   * Prepares observations.
   *
   * @param points one per value: not modified
   */
  Likelihood(List<double[]> points, double[] values) {
    this.values = values;
    int count = values.length;
    squares = new double[points.get(0).length][count * count];
    for (int d = 0; d < squares.length; d++) {
      for (int i = 0; i < count; i++) {
        for (int j = i; j < count; j++) {
          double difference = points.get(i)[d] - points.get(j)[d];
          squares[d][i * count + j] = difference * difference;
        }
      }
    }
    rows = new double[count][count];
    solved = new double[count];
  }

  /** The log likelihood, up to a constant; negative infinity if it cannot be computed. */
  double log(Kernel kernel) {
    fill(kernel);
    int count = values.length;
    System.arraycopy(values, 0, solved, 0, count);
    double sum = 0;
    for (int k = 0; k < count; k++) {
      double[] pivot = rows[k];
      if (!(pivot[k] > 0)) {
        return Double.NEGATIVE_INFINITY;
      }
      double diagonal = Math.sqrt(pivot[k]);
      for (int j = k; j < count; j++) {
        pivot[j] /= diagonal;
      }
      double z = solved[k] / diagonal;
      sum -= z * z / 2 + StrictMath.log(diagonal);
      for (int i = k + 1; i < count; i++) {
        double[] row = rows[i];
        double factor = pivot[i];
        for (int j = i; j < count; j++) {
          row[j] -= factor * pivot[j];
        }
        solved[i] -= factor * z;
      }
    }
    return sum;
  }

  private void fill(Kernel kernel) {
    int count = values.length;
    double[] scales = kernel.lengthScales();
    for (int i = 0; i < count; i++) {
      double[] row = rows[i];
      Arrays.fill(row, i, count, 0);
      for (int d = 0; d < scales.length; d++) {
        double weight = 1 / (scales[d] * scales[d]);
        double[] square = squares[d];
        int from = i * count;
        for (int j = i; j < count; j++) {
          row[j] += weight * square[from + j];
        }
      }
      for (int j = i; j < count; j++) {
        row[j] = kernel.amplitude() * Kernel.correlation(row[j]);
      }
      row[i] += kernel.noise();
    }
  }
}
