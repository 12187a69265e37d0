package io.github.clrsearch.search.samplers;

import io.github.clrsearch.search.samplers.GaussianProcess.Kernel;
import java.util.Arrays;
import java.util.List;

/**
 * Fits the length scales, the amplitude and the noise of a Gaussian process: maximizes the marginal
 * likelihood (Rasmussen and Williams, section 5.4) with a weak prior on the logarithm of each
 * parameter, by coordinate ascent over a grid of powers of the square root of 2. A finer grid would
 * not be more accurate, and a grid search takes the same path on every platform.
 */
final class GaussianProcessFit {
  private static final int SWEEPS = 4;
  private static final double[] STARTS = {0.25, 1};
  private static final double STEP = StrictMath.sqrt(2);

  /** Prior median of a length scale, in edges of the unit cube; one deviation is a factor of e. */
  private static final double PRIOR_LENGTH = 0.5;

  private final List<double[]> points;
  private final double[] values;
  private final double error;

  /** The length scales, the amplitude, and the noise as a fraction of the standard error. */
  private double[] best;

  private double density = Double.NEGATIVE_INFINITY;

  private GaussianProcessFit(List<double[]> points, double[] values, double error) {
    this.points = points;
    this.values = values;
    this.error = error;
  }

  /**
   * Fits a process to values of mean 0 and variance 1.
   *
   * @param points one per value, all with the same number of dimensions
   * @param error standard error of a value, above 0
   */
  static Kernel of(List<double[]> points, double[] values, double error) {
    GaussianProcessFit fit = new GaussianProcessFit(points, values, error);
    int dimensions = points.get(0).length;
    double[] found = null;
    double density = Double.NEGATIVE_INFINITY;
    for (double start : STARTS) {
      double[] parameters = new double[dimensions + 2];
      Arrays.fill(parameters, 0, dimensions, start);
      parameters[dimensions] = 1;
      parameters[dimensions + 1] = 1;
      fit.climb(parameters);
      if (fit.density > density) {
        density = fit.density;
        found = fit.best;
      }
    }
    return fit.kernel(found);
  }

  private void climb(double[] start) {
    best = start;
    density = density(start);
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      double before = density;
      for (int i = 0; i < start.length; i++) {
        // From coarse to fine steps, because most of the grid is far from the maximum.
        for (int power : new int[] {8, 4, 2, 1}) {
          while (improve(i, StrictMath.pow(STEP, power))
              || improve(i, StrictMath.pow(STEP, -power))) {}
        }
      }
      if (density == before) {
        return;
      }
    }
  }

  /** Multiplies a parameter by a factor if that is better; returns whether it is. */
  private boolean improve(int parameter, double factor) {
    double[] moved = best.clone();
    moved[parameter] *= factor;
    double candidate = density(moved);
    if (candidate > density) {
      best = moved;
      density = candidate;
      return true;
    }
    return false;
  }

  private double density(double[] parameters) {
    int dimensions = parameters.length - 2;
    double prior = 0;
    for (int d = 0; d < dimensions; d++) {
      prior -= square(StrictMath.log(parameters[d] / PRIOR_LENGTH)) / 2;
    }
    prior -= square(StrictMath.log(parameters[dimensions])) / 2;
    // All accuracies are measured on the same images, so they differ by less than their error.
    prior -= square(StrictMath.log(2 * parameters[dimensions + 1])) / 2;
    return prior + GaussianProcess.of(kernel(parameters), points, values).logLikelihood();
  }

  private Kernel kernel(double[] parameters) {
    int dimensions = parameters.length - 2;
    return new Kernel(
        Arrays.copyOf(parameters, dimensions),
        parameters[dimensions],
        square(error * parameters[dimensions + 1]));
  }

  private static double square(double x) {
    return x * x;
  }
}
