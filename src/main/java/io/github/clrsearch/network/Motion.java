package io.github.clrsearch.network;

import java.util.Arrays;

/**
 * Factors of an update with {@link Momentum}, by node. With s, the sum of the gradients over the
 * mini-batch, a parameter w and its velocity v become, in this order:
 *
 * <pre>
 * new v = fma(v, momentum, fma(w, penalty, s))
 * new w = fma(new v, ofNew, fma(v, ofOld, w keep))
 * </pre>
 *
 * <p>The gradient g is new v - momentum v, so that the step of Nesterov's rule, -eta (g + momentum
 * new v), is -eta (1 + momentum) new v + eta momentum v.
 */
final class Motion {
  final float[] penalty;
  final float[] momentum;
  final float[] keep;
  final float[] ofNew;
  final float[] ofOld;

  Motion(int nodes) {
    this.penalty = new float[nodes];
    this.momentum = new float[nodes];
    this.keep = new float[nodes];
    this.ofNew = new float[nodes];
    this.ofOld = new float[nodes];
  }

  /** Sets the factors of the nodes of a network, from {@code first} to before {@code last}. */
  void set(Learner learner, int first, int last) {
    boolean nesterov = learner.momentum().rule() == Momentum.Rule.NESTEROV;
    boolean decoupled = learner.momentum().decay() == Momentum.Decay.DECOUPLED;
    Arrays.fill(penalty, first, last, decoupled ? 0 : learner.penalty());
    Arrays.fill(momentum, first, last, learner.momentumFactor());
    Arrays.fill(keep, first, last, decoupled ? learner.decay() : 1);
    Arrays.fill(ofNew, first, last, nesterov ? learner.stepAhead() : learner.step());
    Arrays.fill(ofOld, first, last, nesterov ? learner.stepBack() : 0);
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
      float moved = Fma.of(v[at + j], ofOld[j], w[at + j] * keep[j]);
      v[at + j] = Fma.of(v[at + j], momentum[j], Fma.of(w[at + j], penalty[j], sums[j]));
      w[at + j] = Fma.of(v[at + j], ofNew[j], moved);
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
      float moved = Fma.of(v[j], ofOld[j], bias[j]);
      v[j] = Fma.of(v[j], momentum[j], sums[j]);
      bias[j] = Fma.of(v[j], ofNew[j], moved);
    }
  }
}
