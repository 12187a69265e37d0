package io.github.clrsearch.training.schedule;

/**
 * The learning rate of a range test: it rises exponentially from eta_min to eta_max in n_s updates,
 * so that each update multiplies it by the same factor, and stays there for the rest of the cycle.
 *
 * @param rates eta_min, greater than 0, and eta_max
 * @param nS n_s: half the length of the cycle, in updates, at least 1
 */
public record ExponentialRise(EtaBounds rates, long nS) implements Schedule {

  /** Checks the ranges. */
  public ExponentialRise {
    new CycleEnds(nS);
    if (rates.min() == 0) {
      throw new IllegalArgumentException(
          "a learning rate that rises exponentially must start above 0, but eta_min is 0");
    }
  }

  @Override
  public CycleEnds cycles() {
    return new CycleEnds(nS);
  }

  @Override
  public double height(long t) {
    return Math.min(1, (double) cycles().position(t) / nS);
  }

  @Override
  public double eta(long t) {
    double factor = StrictMath.pow(rates.max() / rates.min(), height(t));
    return Math.min(rates.max(), rates.min() * factor);
  }
}
