package io.github.clrsearch.training;

/**
 * The triangular learning rate of L. N. Smith, "Cyclical Learning Rates for Training Neural
 * Networks" (2015): it rises linearly from eta_min to eta_max in n_s updates, falls back in n_s
 * updates, and repeats. It depends only on the number of the update.
 *
 * @param etaMin lowest learning rate, 0 or more
 * @param etaMax highest learning rate, finite, at least etaMin
 * @param nS n_s: half the length of a cycle, in updates, at least 1
 */
public record CyclicalSchedule(double etaMin, double etaMax, long nS) {

  /** Checks the ranges. */
  public CyclicalSchedule {
    if (!(etaMin >= 0 && etaMin <= etaMax && etaMax < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "learning rates must satisfy 0 <= eta_min <= eta_max, but got eta_min = %s, eta_max = %s"
              .formatted(etaMin, etaMax));
    }
    if (nS < 1) {
      throw new IllegalArgumentException("n_s must be at least 1 update, but got " + nS);
    }
  }

  /** Updates per cycle: 2 n_s. */
  public long cycleLength() {
    return 2 * nS;
  }

  /**
   * The learning rate of update t = 0, 1, 2, ...: eta_min at the start of a cycle, eta_max in its
   * middle.
   */
  public double eta(long t) {
    long position = t % cycleLength();
    long distance = position <= nS ? position : cycleLength() - position;
    return etaMin + (double) distance / nS * (etaMax - etaMin);
  }
}
