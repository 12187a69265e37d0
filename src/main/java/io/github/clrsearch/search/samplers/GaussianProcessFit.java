package io.github.clrsearch.search.samplers;

import java.util.Arrays;
import java.util.List;

/**
 * Fits the length scales, the amplitude and the noise of a Gaussian process: maximizes the marginal
 * likelihood (Rasmussen and Williams, section 5.4) with a weak prior on the logarithm of each
 * parameter, by coordinate ascent over a grid of powers of the square root of 2. A finer grid would
 * not be more accurate, and a grid search takes the same path on every platform.
 *
 * <p>The cost is cubic in the number of observations, so many observations are fitted in two steps:
 * first an informative part of them from several starts, then all of them from there.
 */
final class GaussianProcessFit {
  private static final int SWEEPS = 3;
  private static final double[] STARTS = {0.25, 1};
  private static final double STEP = StrictMath.sqrt(2);

  /** From coarse to fine steps, because most of the grid is far from the maximum. */
  private static final int[] COARSE = {8, 4, 2, 1};

  private static final int[] FINE = {2, 1};

  /** Number of observations of the first step. */
  private static final int PART = 64;

  /** Prior median of a length scale, in edges of the unit cube; one deviation is a factor of e. */
  private static final double PRIOR_LENGTH = 0.5;

  private final Likelihood likelihood;
  private final double error;

  /** The length scales, the amplitude, and the noise as a fraction of the standard error. */
  private double[] best;

  private double density;

  private GaussianProcessFit(List<double[]> points, double[] values, double error) {
    this.likelihood = new Likelihood(points, values);
    this.error = error;
  }

  /**
   * Fits a process to values of mean 0 and variance 1.
   *
   * @param points one per value, all with the same number of dimensions
   * @param error standard error of a value, above 0
   */
  static Kernel of(List<double[]> points, double[] values, double error) {
    if (values.length <= PART) {
      GaussianProcessFit fit = new GaussianProcessFit(points, values, error);
      return fit.kernel(fit.fromStarts(points.get(0).length));
    }
    int[] part = InformativePoints.of(points, 0, PART);
    GaussianProcessFit first =
        new GaussianProcessFit(
            Arrays.stream(part).mapToObj(points::get).toList(),
            Arrays.stream(part).mapToDouble(i -> values[i]).toArray(),
            error);
    GaussianProcessFit fit = new GaussianProcessFit(points, values, error);
    fit.climb(first.fromStarts(points.get(0).length), FINE, 1);
    return fit.kernel(fit.best);
  }

  /** The best parameters that several starts lead to. */
  private double[] fromStarts(int dimensions) {
    double[] found = null;
    double highest = Double.NEGATIVE_INFINITY;
    for (double start : STARTS) {
      double[] parameters = new double[dimensions + 2];
      Arrays.fill(parameters, 0, dimensions, start);
      parameters[dimensions] = 1;
      parameters[dimensions + 1] = 1;
      climb(parameters, COARSE, 1);
      if (found == null || density > highest) {
        highest = density;
        found = best;
      }
    }
    climb(found, FINE, SWEEPS);
    return best;
  }

  private void climb(double[] start, int[] powers, int sweeps) {
    best = start;
    density = density(start);
    for (int sweep = 0; sweep < sweeps; sweep++) {
      double before = density;
      for (int i = 0; i < start.length; i++) {
        for (int power : powers) {
          // Where one direction is better, the other one only leads back.
          if (!walk(i, StrictMath.pow(STEP, power))) {
            walk(i, StrictMath.pow(STEP, -power));
          }
        }
      }
      if (density == before) {
        return;
      }
    }
  }

  /** Multiplies a parameter by a factor as long as that is better; returns whether it was. */
  private boolean walk(int parameter, double factor) {
    double before = density;
    while (improve(parameter, factor)) {}
    return density > before;
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
    return prior + likelihood.log(kernel(parameters));
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
