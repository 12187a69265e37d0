package io.github.clrsearch.network;

/**
 * Scores of a network on a set of images.
 *
 * @param images number of images measured
 * @param cost mean cross-entropy plus the penalty lambda (sum W1^2 + sum W2^2), in nats
 * @param loss mean cross-entropy, in nats
 * @param accuracy the fraction of images whose most probable class is their label, 0 .. 1
 */
public record Scores(int images, double cost, double loss, double accuracy) {

  /** Whether cost and loss are finite. */
  public boolean isFinite() {
    return Double.isFinite(cost) && Double.isFinite(loss);
  }
}
