package io.github.clrsearch.training.schedule;

/**
 * {@code triangular}, by L. N. Smith, "Cyclical Learning Rates for Training Neural Networks"
 * (2017): the learning rate rises linearly from eta_min to eta_max in n_s updates, falls back in
 * n_s updates, and repeats.
 *
 * @param rates eta_min at the start of a cycle, eta_max in its middle
 * @param nS n_s: half the length of a cycle, in updates, at least 1
 */
public record TriangularSchedule(EtaBounds rates, long nS) implements Schedule {

  /** Checks the range. */
  public TriangularSchedule {
    new CycleEnds(nS);
  }

  /** The schedule between two rates. */
  public TriangularSchedule(double etaMin, double etaMax, long nS) {
    this(new EtaBounds(etaMin, etaMax), nS);
  }

  @Override
  public CycleEnds cycles() {
    return new CycleEnds(nS);
  }

  @Override
  public double height(long t) {
    long position = t % (2 * nS);
    long distance = position <= nS ? position : 2 * nS - position;
    return (double) distance / nS;
  }

  @Override
  public double eta(long t) {
    return rates.at(height(t));
  }
}
