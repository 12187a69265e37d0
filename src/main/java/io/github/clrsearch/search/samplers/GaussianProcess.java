package io.github.clrsearch.search.samplers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A Gaussian process (Rasmussen and Williams, "Gaussian Processes for Machine Learning", MIT Press,
 * 2006, chapter 2) with mean 0, a Matern 5/2 kernel and one length scale per dimension:
 *
 * <pre>
 *   k(x, x') = a (1 + sqrt(5) r + 5/3 r^2) exp(-sqrt(5) r),   r^2 = sum_d ((x_d - x'_d) / l_d)^2
 * </pre>
 *
 * Observations are added one at a time. Each adds a row to the Cholesky factor L of K + s^2 I, so
 * that predictions are updated incrementally. The arithmetic is the same on every platform.
 */
final class GaussianProcess {
  private static final double ROOT_5 = StrictMath.sqrt(5);

  /** Noise of a noise-free observation, relative to the amplitude, for numerical stability. */
  private static final double JITTER = 1e-6;

  private final Kernel kernel;
  private final List<double[]> points = new ArrayList<>();
  private final List<double[]> rows = new ArrayList<>();
  private final List<Double> whitened = new ArrayList<>();

  /**
   * Covariance function and noise.
   *
   * @param lengthScales one per dimension, above 0
   * @param amplitude a, the prior variance, above 0
   * @param noise s^2, the variance of an observation around the process, above 0
   */
  record Kernel(double[] lengthScales, double amplitude, double noise) {
    double between(double[] a, double[] b) {
      double square = 0;
      for (int d = 0; d < a.length; d++) {
        double difference = (a[d] - b[d]) / lengthScales[d];
        square += difference * difference;
      }
      double r = ROOT_5 * StrictMath.sqrt(square);
      return amplitude * (1 + r + r * r / 3) * StrictMath.exp(-r);
    }
  }

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

  /** The prediction at a point. */
  Prediction at(double[] point) {
    Prediction prediction = new Prediction(point);
    prediction.update();
    return prediction;
  }

  /** The log marginal likelihood of the observations, up to a constant. */
  double logLikelihood() {
    double sum = 0;
    for (int i = 0; i < rows.size(); i++) {
      double z = whitened.get(i);
      sum -= z * z / 2 + StrictMath.log(rows.get(i)[i]);
    }
    return sum;
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
      if (projection.length < rows.size()) {
        projection = Arrays.copyOf(projection, rows.size() + 16);
      }
      for (; known < rows.size(); known++) {
        double[] row = rows.get(known);
        double sum = kernel.between(points.get(known), point);
        for (int j = 0; j < known; j++) {
          sum -= row[j] * projection[j];
        }
        double next = sum / row[known];
        projection[known] = next;
        mean += next * whitened.get(known);
        variance = Math.max(0, variance - next * next);
      }
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
