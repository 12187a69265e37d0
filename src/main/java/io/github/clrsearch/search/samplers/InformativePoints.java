package io.github.clrsearch.search.samplers;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Chooses the most informative points of a function: first those that are given, then one after the
 * other the point whose value is least certain, given the points before it. This is a pivoted
 * Cholesky factorization of the prior covariance, of which the last rows are left out.
 */
final class InformativePoints {
  /** Length scale of the prior, in edges of the unit cube. */
  private static final double LENGTH = 0.5;

  private static final double NOISE = 0.01;

  private InformativePoints() {}

  /**
   * Chooses points.
   *
   * @param points all with the same number of dimensions: not modified
   * @param first number of first points that are chosen in any case
   * @param count number of points to choose, from {@code first} to the number of points
   * @return their indices, ascending
   */
  static int[] of(List<double[]> points, int first, int count) {
    double[] scales = new double[points.get(0).length];
    Arrays.fill(scales, LENGTH);
    Kernel prior = new Kernel(scales, 1, NOISE);
    double[] variances = new double[points.size()];
    Arrays.fill(variances, 1);
    double[][] rows = new double[count][];
    boolean[] chosen = new boolean[points.size()];
    for (int k = 0; k < count; k++) {
      int next = k < first ? k : leastCertain(variances, chosen);
      chosen[next] = true;
      rows[k] = row(points, next, prior, rows, k, Math.sqrt(variances[next] + NOISE));
      for (int i = 0; i < variances.length; i++) {
        variances[i] = Math.max(0, variances[i] - rows[k][i] * rows[k][i]);
      }
    }
    return IntStream.range(0, chosen.length).filter(i -> chosen[i]).toArray();
  }

  private static int leastCertain(double[] variances, boolean[] chosen) {
    int found = -1;
    for (int i = 0; i < variances.length; i++) {
      if (!chosen[i] && (found < 0 || variances[i] > variances[found])) {
        found = i;
      }
    }
    return found;
  }

  /** The covariances of a point with all points, given the points before, over its deviation. */
  private static double[] row(
      List<double[]> points,
      int next,
      Kernel prior,
      double[][] rows,
      int before,
      double deviation) {
    double[] row = new double[points.size()];
    for (int i = 0; i < row.length; i++) {
      row[i] = prior.between(points.get(next), points.get(i));
    }
    for (int j = 0; j < before; j++) {
      double[] other = rows[j];
      double factor = other[next];
      for (int i = 0; i < row.length; i++) {
        row[i] -= factor * other[i];
      }
    }
    for (int i = 0; i < row.length; i++) {
      row[i] /= deviation;
    }
    return row;
  }
}
