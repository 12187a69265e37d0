package io.github.clrsearch.network;

import java.util.Arrays;

/**
 * Factors of an update with {@link Momentum}, by node. With s, the sum of the gradients over the
 * mini-batch, a parameter w and its velocity v become, in this order:
 *
 * <pre>
 * g = fma(w, penalty, s)
 * v = fma(v, momentum, g)
 * w = fma(v, ofVelocity, fma(g, ofGradient, w keep))
 * </pre>
 */
final class Motion {
  final float[] penalty;
  final float[] momentum;
  final float[] keep;
  final float[] ofVelocity;
  final float[] ofGradient;

  Motion(int nodes) {
    this.penalty = new float[nodes];
    this.momentum = new float[nodes];
    this.keep = new float[nodes];
    this.ofVelocity = new float[nodes];
    this.ofGradient = new float[nodes];
  }

  /** Sets the factors of the nodes of a network, from {@code first} to before {@code last}. */
  void set(Learner learner, int first, int last) {
    boolean nesterov = learner.momentum().rule() == Momentum.Rule.NESTEROV;
    boolean decoupled = learner.momentum().decay() == Momentum.Decay.DECOUPLED;
    Arrays.fill(penalty, first, last, decoupled ? 0 : learner.penalty());
    Arrays.fill(momentum, first, last, learner.momentumFactor());
    Arrays.fill(keep, first, last, decoupled ? learner.decay() : 1);
    Arrays.fill(ofVelocity, first, last, nesterov ? learner.momentumStep() : learner.step());
    Arrays.fill(ofGradient, first, last, nesterov ? learner.step() : 0);
  }

  /**
   * Updates one weight of each node.
   *
   * @param sums s, by node; not modified
   * @param v velocities from {@code at} on; modified
   * @param w weights from {@code at} on; modified
   */
  void move(float[] sums, float[] v, float[] w, int at) {
    for (int j = 0; j < sums.length; j++) {
      float g = Fma.of(w[at + j], penalty[j], sums[j]);
      v[at + j] = Fma.of(v[at + j], momentum[j], g);
      float kept = Fma.of(g, ofGradient[j], w[at + j] * keep[j]);
      w[at + j] = Fma.of(v[at + j], ofVelocity[j], kept);
    }
  }

  /**
   * Updates the biases, which are not penalised.
   *
   * @param sums s, by node; not modified
   * @param v velocities; modified
   * @param bias modified
   */
  void moveBiases(float[] sums, float[] v, float[] bias) {
    for (int j = 0; j < bias.length; j++) {
      v[j] = Fma.of(v[j], momentum[j], sums[j]);
      bias[j] = Fma.of(v[j], ofVelocity[j], Fma.of(sums[j], ofGradient[j], bias[j]));
    }
  }
}
