package io.github.clrsearch.training.schedule;

/**
 * {@code exp-range}, by L. N. Smith, "Cyclical Learning Rates for Training Neural Networks" (2017):
 * the triangular schedule, whose height above eta_min shrinks by a constant factor in every update.
 *
 * @param triangles the triangles without the factor
 * @param gamma the factor, in (0, 1]: the height at update t is multiplied by gamma^t
 */
public record ExpRangeSchedule(TriangularSchedule triangles, double gamma) implements Schedule {

  /** Checks the range. */
  public ExpRangeSchedule {
    if (!(gamma > 0 && gamma <= 1)) {
      throw new IllegalArgumentException("gamma must be in (0, 1], but got " + gamma);
    }
  }

  @Override
  public CycleEnds cycles() {
    return triangles.cycles();
  }

  @Override
  public double height(long t) {
    return triangles.height(t) * StrictMath.pow(gamma, t);
  }

  @Override
  public double eta(long t) {
    return triangles.rates().at(height(t));
  }
}
