package io.github.clrsearch.training;

/**
 * The triangular learning rate of L. N. Smith, "Cyclical Learning Rates for Training Neural
 * Networks" (2015): up from eta_min to eta_max in n_s updates, down again in n_s, and so on. It
 * depends on the number of the update alone.
 *
 * @param etaMin the lowest learning rate, 0 or more
 * @param etaMax the highest, at least etaMin
 * @param nS half a cycle in updates, at least 1
 */
public record CyclicalSchedule(double etaMin, double etaMax, long nS) {

  /** Checks the ranges. */
  public CyclicalSchedule {
    if (!(etaMin >= 0 && etaMin <= etaMax && etaMax < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "learning rates must hold 0 <= eta_min <= eta_max, but got eta_min = %s, eta_max = %s"
              .formatted(etaMin, etaMax));
    }
    if (nS < 1) {
      throw new IllegalArgumentException("n_s must be at least 1 update, but got " + nS);
    }
  }

  /** Updates in one cycle: 2 n_s. */
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
