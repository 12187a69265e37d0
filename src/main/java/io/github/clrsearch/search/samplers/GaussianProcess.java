package io.github.clrsearch.search.samplers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A Gaussian process (Rasmussen and Williams, "Gaussian Processes for Machine Learning", MIT Press,
 * 2006, chapter 2) with mean 0.
 *
 * <p>Observations are added one at a time. Each adds a row to the Cholesky factor L of K + s^2 I,
 * so that predictions are updated incrementally. The arithmetic is the same on every platform.
 */
final class GaussianProcess {
  /** Noise of a noise-free observation, relative to the amplitude, for numerical stability. */
  private static final double JITTER = 1e-6;

  /** Number of observations that are added before arrays grow. */
  private static final int SPARE = 16;

  /** Columns that are subtracted together, which loads the others less often. */
  private static final int BLOCK = 4;

  private final Kernel kernel;
  private final List<double[]> points = new ArrayList<>();
  private final List<double[]> rows = new ArrayList<>();

  /** The columns of the first rows of the factor: processors work on their elements in parallel. */
  private double[][] columns = new double[0][];

  private final List<Double> whitened = new ArrayList<>();

  GaussianProcess(Kernel kernel) {
    this.kernel = kernel;
  }

  /** A process with these observations. */
  static GaussianProcess of(Kernel kernel, List<double[]> points, double[] values) {
    GaussianProcess process = new GaussianProcess(kernel);
    for (int i = 0; i < values.length; i++) {
      Prediction at = process.at(points.get(i));
      process.add(at, values[i]);
    }
    return process;
  }

  /**
   * Adds an observation.
   *
   * @param at prediction at the point of the observation, up to date
   */
  void add(Prediction at, double value) {
    add(at, value, kernel.noise());
  }

  /**
   * Adds the predicted mean as a noise-free observation. The mean of the process does not change
   * anywhere; near the point the variance vanishes, so that other points become more attractive.
   *
   * @param at prediction at the point, up to date
   */
  void addPredictedMean(Prediction at) {
    add(at, at.mean(), JITTER * kernel.amplitude());
  }

  private void add(Prediction at, double value, double noise) {
    double diagonal = StrictMath.sqrt(at.variance() + noise);
    double[] row = Arrays.copyOf(at.projection, rows.size() + 1);
    row[rows.size()] = diagonal;
    whitened.add((value - at.mean()) / diagonal);
    rows.add(row);
    points.add(at.point);
  }

  Prediction at(double[] point) {
    if (rows.size() - columns.length >= SPARE) {
      columns = new double[rows.size()][rows.size()];
      for (int i = 0; i < columns.length; i++) {
        for (int j = 0; j <= i; j++) {
          columns[j][i] = rows.get(i)[j];
        }
      }
    }
    Prediction prediction = new Prediction(point);
    prediction.update();
    return prediction;
  }

  /** A prediction at a point, which can be updated after observations were added. */
  final class Prediction {
    private final double[] point;

    /** L^-1 k(points, point), of which {@code known} entries are computed. */
    private double[] projection = new double[0];

    private int known;
    private double mean;
    private double variance;

    private Prediction(double[] point) {
      this.point = point;
      this.variance = kernel.amplitude();
    }

    /** Updates the prediction with the observations that were added since the last update. */
    void update() {
      int first = known;
      if (projection.length < rows.size()) {
        projection = Arrays.copyOf(projection, rows.size() + SPARE);
      }
      for (int i = first; i < rows.size(); i++) {
        projection[i] = kernel.between(points.get(i), point);
      }
      if (first == 0) {
        solveFirst();
      }
      for (; known < rows.size(); known++) {
        double[] row = rows.get(known);
        double sum = projection[known];
        for (int j = 0; j < known; j++) {
          sum -= row[j] * projection[j];
        }
        solve(known, sum / row[known]);
      }
    }

    /** Solves for the observations whose columns are known: the same sums, many at a time. */
    private void solveFirst() {
      int count = columns.length;
      while (known + BLOCK <= count) {
        int first = known;
        for (; known < first + BLOCK; known++) {
          double sum = projection[known];
          for (int j = first; j < known; j++) {
            sum -= columns[j][known] * projection[j];
          }
          solve(known, sum / columns[known][known]);
        }
        subtract(first, count);
      }
      for (; known < count; known++) {
        double sum = projection[known];
        for (int j = count - count % BLOCK; j < known; j++) {
          sum -= columns[j][known] * projection[j];
        }
        solve(known, sum / columns[known][known]);
      }
    }

    /** Subtracts the multiples of a block of columns from the rest, in the order of the columns. */
    private void subtract(int first, int count) {
      double[] a = columns[first];
      double[] b = columns[first + 1];
      double[] c = columns[first + 2];
      double[] d = columns[first + 3];
      double ofA = projection[first];
      double ofB = projection[first + 1];
      double ofC = projection[first + 2];
      double ofD = projection[first + 3];
      for (int i = first + BLOCK; i < count; i++) {
        projection[i] = projection[i] - a[i] * ofA - b[i] * ofB - c[i] * ofC - d[i] * ofD;
      }
    }

    private void solve(int index, double next) {
      projection[index] = next;
      mean += next * whitened.get(index);
      variance = Math.max(0, variance - next * next);
    }

    double[] point() {
      return point;
    }

    double mean() {
      return mean;
    }

    /** The variance of the process, without the noise of an observation. */
    double variance() {
      return variance;
    }
  }
}
