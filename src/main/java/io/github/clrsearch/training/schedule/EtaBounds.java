package io.github.clrsearch.training.schedule;

/**
 * Bounds of the learning rate.
 *
 * @param min eta_min, 0 or more
 * @param max eta_max, finite, at least eta_min
 */
public record EtaBounds(double min, double max) {

  /** Checks the ranges. */
  public EtaBounds {
    if (!(min >= 0 && min <= max && max < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "learning rates must satisfy 0 <= eta_min <= eta_max, but got eta_min = %s, eta_max = %s"
              .formatted(min, max));
    }
  }

  /** The learning rate at a height between the bounds, from 0 to 1. */
  double at(double height) {
    return min + height * (max - min);
  }
}
