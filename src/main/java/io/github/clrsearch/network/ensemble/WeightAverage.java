package io.github.clrsearch.network.ensemble;

import io.github.clrsearch.network.Network;

/**
 * Stochastic weight averaging: one network whose parameters are the means of those of several (P.
 * Izmailov et al., "Averaging Weights Leads to Wider Optima and Better Generalization", UAI 2018).
 * Unlike an ensemble of their predictions, it takes the time and memory of one network. The order
 * of the networks matters to the last bits.
 */
public final class WeightAverage {
  /** Null without networks. */
  private Network mean;

  private int count;

  /** Number of networks. */
  public int count() {
    return count;
  }

  /**
   * The average so far. Live: the next {@link #add} changes it.
   *
   * @throws IllegalStateException without networks
   */
  public Network network() {
    if (mean == null) {
      throw new IllegalStateException("an average needs at least one network, but has none");
    }
    return mean;
  }

  /**
   * Adds a network of the same shape as the others.
   *
   * @param network not modified
   */
  public void add(Network network) {
    count++;
    if (mean == null) {
      mean = network.copy();
      return;
    }
    add(network.w1().data, mean.w1().data);
    add(network.b1().data, mean.b1().data);
    add(network.w2().data, mean.w2().data);
    add(network.b2().data, mean.b2().data);
  }

  private void add(float[] values, float[] means) {
    for (int i = 0; i < means.length; i++) {
      means[i] += (float) (((double) values[i] - means[i]) / count);
    }
  }

  /**
   * Continues from an earlier average.
   *
   * @param average not modified
   * @param networks number of networks in it, at least 1
   */
  public void startFrom(Network average, int networks) {
    mean = average.copy();
    count = networks;
  }
}
