package io.github.clrsearch.training.schedule;

/**
 * {@code cosine}, by I. Loshchilov and F. Hutter, "SGDR: Stochastic Gradient Descent with Warm
 * Restarts" (ICLR 2017), equation 5: the learning rate falls from eta_max to eta_min along half a
 * cosine, and jumps back to eta_max at the start of the next cycle, which may be longer.
 *
 * @param rates eta_max at the start of a cycle, eta_min after its last update
 * @param cycles their ends; the paper's T_0 is 2 n_s, and its T_mult is the multiple
 */
public record CosineSchedule(EtaBounds rates, CycleEnds cycles) implements Schedule {

  @Override
  public double height(long t) {
    double share = (double) cycles.position(t) / cycles.length(cycles.cycle(t));
    return Anneal.COSINE.falling(share);
  }

  @Override
  public double eta(long t) {
    return rates.at(height(t));
  }
}
