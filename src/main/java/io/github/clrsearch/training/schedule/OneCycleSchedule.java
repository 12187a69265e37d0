package io.github.clrsearch.training.schedule;

/**
 * {@code one-cycle}, by L. N. Smith, "A disciplined approach to neural network hyper-parameters"
 * (2018), in the form of fastai's {@code fit_one_cycle}: the learning rate rises from eta_max / div
 * to eta_max during the warm-up, and falls to eta_max / final_div, which is far lower, at the end.
 * It does not repeat: a longer training has another learning rate in every update.
 *
 * @param etaMax the highest learning rate, finite, 0 or more
 * @param warmUp share of the cycle in which the learning rate rises, in [0, 1)
 * @param div eta_max divided by the first learning rate, at least 1
 * @param finalDiv eta_max divided by the learning rate after the last update, at least 1
 * @param anneal shape of the rise and of the fall
 * @param nS n_s: half the length of the cycle, in updates, at least 1
 */
public record OneCycleSchedule(
    double etaMax, double warmUp, double div, double finalDiv, Anneal anneal, long nS)
    implements Schedule {

  /** Checks the ranges. */
  public OneCycleSchedule {
    if (!(warmUp >= 0 && warmUp < 1 && div >= 1 && finalDiv >= 1)) {
      throw new IllegalArgumentException(
          "one-cycle must have 0 <= warm_up < 1, div >= 1 and final_div >= 1, but got %s, %s and %s"
              .formatted(warmUp, div, finalDiv));
    }
    new EtaBounds(0, etaMax);
    new CycleEnds(nS);
  }

  @Override
  public CycleEnds cycles() {
    return new CycleEnds(nS);
  }

  @Override
  public double height(long t) {
    double share = share(t);
    return share < warmUp
        ? 1 - anneal.falling(share / warmUp)
        : anneal.falling((share - warmUp) / (1 - warmUp));
  }

  @Override
  public double eta(long t) {
    double lowest = etaMax / (share(t) < warmUp ? div : finalDiv);
    return lowest + height(t) * (etaMax - lowest);
  }

  /** The share of the cycle before update t; 1 after its end. */
  private double share(long t) {
    return Math.min(1, (double) t / (2 * nS));
  }
}
