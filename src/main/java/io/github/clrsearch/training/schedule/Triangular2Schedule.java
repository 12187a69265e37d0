package io.github.clrsearch.training.schedule;

/**
 * {@code triangular2}, by L. N. Smith, "Cyclical Learning Rates for Training Neural Networks"
 * (2017): the triangular schedule, whose height above eta_min halves after every cycle.
 *
 * @param triangles the first of its triangles, repeated
 */
public record Triangular2Schedule(TriangularSchedule triangles) implements Schedule {

  @Override
  public CycleEnds cycles() {
    return triangles.cycles();
  }

  @Override
  public double height(long t) {
    return Math.scalb(triangles.height(t), (int) -(t / (2 * triangles.nS())));
  }

  @Override
  public double eta(long t) {
    return triangles.rates().at(height(t));
  }
}
