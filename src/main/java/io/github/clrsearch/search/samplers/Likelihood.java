package io.github.clrsearch.search.samplers;

import java.util.Arrays;
import java.util.List;

/**
 * The log marginal likelihood of observations under Gaussian processes of different kernels
 * (Rasmussen and Williams, "Gaussian Processes for Machine Learning", section 5.4). It is computed
 * hundreds of times in a fit, so distances are computed once and no memory is allocated.
 */
final class Likelihood {
  /** Rows of the factor that are subtracted together, which loads the others less often. */
  private static final int BLOCK = 4;

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
    for (int first = 0; first < count; first += BLOCK) {
      int end = Math.min(first + BLOCK, count);
      for (int k = first; k < end; k++) {
        double[] pivot = rows[k];
        for (int before = first; before < k; before++) {
          subtract(pivot, k, rows[before]);
        }
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
          solved[i] -= pivot[i] * z;
        }
      }
      for (int i = end; i < count; i++) {
        subtract(rows[i], i, first);
      }
    }
    return sum;
  }

  /** Subtracts the multiples of a block of pivots from a row, in the order of the pivots. */
  private void subtract(double[] row, int index, int first) {
    double[] a = rows[first];
    double[] b = rows[first + 1];
    double[] c = rows[first + 2];
    double[] d = rows[first + 3];
    double ofA = a[index];
    double ofB = b[index];
    double ofC = c[index];
    double ofD = d[index];
    for (int j = index; j < row.length; j++) {
      row[j] = row[j] - ofA * a[j] - ofB * b[j] - ofC * c[j] - ofD * d[j];
    }
  }

  private static void subtract(double[] row, int index, double[] pivot) {
    double factor = pivot[index];
    for (int j = index; j < row.length; j++) {
      row[j] -= factor * pivot[j];
    }
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
