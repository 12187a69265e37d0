package io.github.clrsearch.training.schedule;

import java.util.Locale;

/** Shape of a learning rate between two values. */
public enum Anneal {
  /** Half a cosine: slow at both ends. */
  COSINE {
    @Override
    double falling(double share) {
      return (1 + StrictMath.cos(Math.PI * share)) / 2;
    }
  },

  /** A straight line. */
  LINEAR {
    @Override
    double falling(double share) {
      return 1 - share;
    }
  };

  /** From 1 at share 0 to 0 at share 1. */
  abstract double falling(double share);

  /** The name in configurations. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
