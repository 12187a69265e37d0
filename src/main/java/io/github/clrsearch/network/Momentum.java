package io.github.clrsearch.network;

import java.io.Serializable;
import java.util.Locale;

/**
 * Stochastic gradient descent with momentum, as in PyTorch's {@code SGD}: v = mu v + g, w = w - eta
 * v, with the gradient g and a velocity v per parameter, which is 0 at the start.
 *
 * @param rule how the velocity moves a parameter
 * @param decay how the L2 penalty acts
 */
public record Momentum(Rule rule, Decay decay) implements Serializable {

  /** How the velocity moves a parameter. */
  public enum Rule {
    /** w = w - eta v (B. T. Polyak, 1964). */
    HEAVY_BALL,
    /**
     * w = w - eta (g + mu v): looks ahead along the velocity (Y. Nesterov, 1983; Sutskever et al.,
     * "On the importance of initialization and momentum in deep learning", 2013).
     */
    NESTEROV;

    /** The name in configurations. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** How the L2 penalty acts. Without momentum both are the same. */
  public enum Decay {
    /** Its gradient, 2 lambda w, is part of g. */
    L2,
    /**
     * It shrinks the weights by 1 - 2 eta lambda, beside the velocity (I. Loshchilov and F. Hutter,
     * "Decoupled Weight Decay Regularization", ICLR 2019).
     */
    DECOUPLED;

    /** The name in configurations. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
