package io.github.clrsearch.network;

import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;
import static jdk.incubator.vector.FloatVector.zero;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Tiles of the update with momentum, by the rules of {@link VectorUpdate}: several inputs by one
 * panel of nodes, over all images. Velocities and weights are updated as soon as the sums are
 * complete, so that no second pass waits for memory. {@code m} holds the factors of the nodes from
 * {@code q} on; {@code v} the velocities, in the layout of the weights {@code w}. Both are modified
 * from {@code wb} on.
 */
final class VectorMomentum {
  private static final VectorSpecies<Float> FLOATS = VectorProducts.FLOATS;
  private static final int LANES = VectorProducts.LANES;
  private static final int PANEL = VectorProducts.PANEL;
  private static final int ROW = Panels.ROW;

  /** Larger than every index, which C2 does not know. */
  private static final int NEVER = Integer.MAX_VALUE - 1000;

  private VectorMomentum() {}

  /** 8 inputs by 2 vectors: sums in 16 registers, for processors that have 32. */
  static void wide8(
      float[] x, int xb, int n, float[] g, int gb, Motion m, int q, float[] v, float[] w, int wb) {
    FloatVector c00 = zero(FLOATS);
    FloatVector c01 = c00;
    FloatVector c10 = c00;
    FloatVector c11 = c00;
    FloatVector c20 = c00;
    FloatVector c21 = c00;
    FloatVector c30 = c00;
    FloatVector c31 = c00;
    FloatVector c40 = c00;
    FloatVector c41 = c00;
    FloatVector c50 = c00;
    FloatVector c51 = c00;
    FloatVector c60 = c00;
    FloatVector c61 = c00;
    FloatVector c70 = c00;
    FloatVector c71 = c00;
    FloatVector a0;
    FloatVector a1;
    FloatVector t;
    for (int i = 0; i < n; i++) {
      a0 = fromArray(FLOATS, g, gb + i * PANEL);
      a1 = fromArray(FLOATS, g, gb + i * PANEL + LANES);
      t = broadcast(FLOATS, x[xb + i * ROW]);
      c00 = t.fma(a0, c00);
      c01 = t.fma(a1, c01);
      t = broadcast(FLOATS, x[xb + i * ROW + 1]);
      c10 = t.fma(a0, c10);
      c11 = t.fma(a1, c11);
      t = broadcast(FLOATS, x[xb + i * ROW + 2]);
      c20 = t.fma(a0, c20);
      c21 = t.fma(a1, c21);
      t = broadcast(FLOATS, x[xb + i * ROW + 3]);
      c30 = t.fma(a0, c30);
      c31 = t.fma(a1, c31);
      t = broadcast(FLOATS, x[xb + i * ROW + 4]);
      c40 = t.fma(a0, c40);
      c41 = t.fma(a1, c41);
      t = broadcast(FLOATS, x[xb + i * ROW + 5]);
      c50 = t.fma(a0, c50);
      c51 = t.fma(a1, c51);
      t = broadcast(FLOATS, x[xb + i * ROW + 6]);
      c60 = t.fma(a0, c60);
      c61 = t.fma(a1, c61);
      t = broadcast(FLOATS, x[xb + i * ROW + 7]);
      c70 = t.fma(a0, c70);
      c71 = t.fma(a1, c71);
    }
    FloatVector p0 = fromArray(FLOATS, m.penalty, q);
    FloatVector p1 = fromArray(FLOATS, m.penalty, q + LANES);
    FloatVector m0 = fromArray(FLOATS, m.momentum, q);
    FloatVector m1 = fromArray(FLOATS, m.momentum, q + LANES);
    FloatVector k0 = fromArray(FLOATS, m.keep, q);
    FloatVector k1 = fromArray(FLOATS, m.keep, q + LANES);
    FloatVector v0 = fromArray(FLOATS, m.ofVelocity, q);
    FloatVector v1 = fromArray(FLOATS, m.ofVelocity, q + LANES);
    FloatVector g0 = fromArray(FLOATS, m.ofGradient, q);
    FloatVector g1 = fromArray(FLOATS, m.ofGradient, q + LANES);
    a0 = fromArray(FLOATS, w, wb);
    a1 = a0.fma(p0, c00);
    t = fromArray(FLOATS, v, wb).fma(m0, a1);
    t.intoArray(v, wb);
    t.fma(v0, a1.fma(g0, a0.mul(k0))).intoArray(w, wb);
    a0 = fromArray(FLOATS, w, wb + LANES);
    a1 = a0.fma(p1, c01);
    t = fromArray(FLOATS, v, wb + LANES).fma(m1, a1);
    t.intoArray(v, wb + LANES);
    t.fma(v1, a1.fma(g1, a0.mul(k1))).intoArray(w, wb + LANES);
    a0 = fromArray(FLOATS, w, wb + 2 * LANES);
    a1 = a0.fma(p0, c10);
    t = fromArray(FLOATS, v, wb + 2 * LANES).fma(m0, a1);
    t.intoArray(v, wb + 2 * LANES);
    t.fma(v0, a1.fma(g0, a0.mul(k0))).intoArray(w, wb + 2 * LANES);
    a0 = fromArray(FLOATS, w, wb + 3 * LANES);
    a1 = a0.fma(p1, c11);
    t = fromArray(FLOATS, v, wb + 3 * LANES).fma(m1, a1);
    t.intoArray(v, wb + 3 * LANES);
    t.fma(v1, a1.fma(g1, a0.mul(k1))).intoArray(w, wb + 3 * LANES);
    a0 = fromArray(FLOATS, w, wb + 4 * LANES);
    a1 = a0.fma(p0, c20);
    t = fromArray(FLOATS, v, wb + 4 * LANES).fma(m0, a1);
    t.intoArray(v, wb + 4 * LANES);
    t.fma(v0, a1.fma(g0, a0.mul(k0))).intoArray(w, wb + 4 * LANES);
    a0 = fromArray(FLOATS, w, wb + 5 * LANES);
    a1 = a0.fma(p1, c21);
    t = fromArray(FLOATS, v, wb + 5 * LANES).fma(m1, a1);
    t.intoArray(v, wb + 5 * LANES);
    t.fma(v1, a1.fma(g1, a0.mul(k1))).intoArray(w, wb + 5 * LANES);
    a0 = fromArray(FLOATS, w, wb + 6 * LANES);
    a1 = a0.fma(p0, c30);
    t = fromArray(FLOATS, v, wb + 6 * LANES).fma(m0, a1);
    t.intoArray(v, wb + 6 * LANES);
    t.fma(v0, a1.fma(g0, a0.mul(k0))).intoArray(w, wb + 6 * LANES);
    a0 = fromArray(FLOATS, w, wb + 7 * LANES);
    a1 = a0.fma(p1, c31);
    t = fromArray(FLOATS, v, wb + 7 * LANES).fma(m1, a1);
    t.intoArray(v, wb + 7 * LANES);
    t.fma(v1, a1.fma(g1, a0.mul(k1))).intoArray(w, wb + 7 * LANES);
    a0 = fromArray(FLOATS, w, wb + 8 * LANES);
    a1 = a0.fma(p0, c40);
    t = fromArray(FLOATS, v, wb + 8 * LANES).fma(m0, a1);
    t.intoArray(v, wb + 8 * LANES);
    t.fma(v0, a1.fma(g0, a0.mul(k0))).intoArray(w, wb + 8 * LANES);
    a0 = fromArray(FLOATS, w, wb + 9 * LANES);
    a1 = a0.fma(p1, c41);
    t = fromArray(FLOATS, v, wb + 9 * LANES).fma(m1, a1);
    t.intoArray(v, wb + 9 * LANES);
    t.fma(v1, a1.fma(g1, a0.mul(k1))).intoArray(w, wb + 9 * LANES);
    a0 = fromArray(FLOATS, w, wb + 10 * LANES);
    a1 = a0.fma(p0, c50);
    t = fromArray(FLOATS, v, wb + 10 * LANES).fma(m0, a1);
    t.intoArray(v, wb + 10 * LANES);
    t.fma(v0, a1.fma(g0, a0.mul(k0))).intoArray(w, wb + 10 * LANES);
    a0 = fromArray(FLOATS, w, wb + 11 * LANES);
    a1 = a0.fma(p1, c51);
    t = fromArray(FLOATS, v, wb + 11 * LANES).fma(m1, a1);
    t.intoArray(v, wb + 11 * LANES);
    t.fma(v1, a1.fma(g1, a0.mul(k1))).intoArray(w, wb + 11 * LANES);
    a0 = fromArray(FLOATS, w, wb + 12 * LANES);
    a1 = a0.fma(p0, c60);
    t = fromArray(FLOATS, v, wb + 12 * LANES).fma(m0, a1);
    t.intoArray(v, wb + 12 * LANES);
    t.fma(v0, a1.fma(g0, a0.mul(k0))).intoArray(w, wb + 12 * LANES);
    a0 = fromArray(FLOATS, w, wb + 13 * LANES);
    a1 = a0.fma(p1, c61);
    t = fromArray(FLOATS, v, wb + 13 * LANES).fma(m1, a1);
    t.intoArray(v, wb + 13 * LANES);
    t.fma(v1, a1.fma(g1, a0.mul(k1))).intoArray(w, wb + 13 * LANES);
    a0 = fromArray(FLOATS, w, wb + 14 * LANES);
    a1 = a0.fma(p0, c70);
    t = fromArray(FLOATS, v, wb + 14 * LANES).fma(m0, a1);
    t.intoArray(v, wb + 14 * LANES);
    t.fma(v0, a1.fma(g0, a0.mul(k0))).intoArray(w, wb + 14 * LANES);
    a0 = fromArray(FLOATS, w, wb + 15 * LANES);
    a1 = a0.fma(p1, c71);
    t = fromArray(FLOATS, v, wb + 15 * LANES).fma(m1, a1);
    t.intoArray(v, wb + 15 * LANES);
    t.fma(v1, a1.fma(g1, a0.mul(k1))).intoArray(w, wb + 15 * LANES);
  }

  /** 6 inputs by 2 vectors: sums in 12 registers, for processors that have 16. */
  static void wide6(
      float[] x, int xb, int n, float[] g, int gb, Motion m, int q, float[] v, float[] w, int wb) {
    FloatVector c00 = zero(FLOATS);
    FloatVector c01 = c00;
    FloatVector c10 = c00;
    FloatVector c11 = c00;
    FloatVector c20 = c00;
    FloatVector c21 = c00;
    FloatVector c30 = c00;
    FloatVector c31 = c00;
    FloatVector c40 = c00;
    FloatVector c41 = c00;
    FloatVector c50 = c00;
    FloatVector c51 = c00;
    FloatVector a0;
    FloatVector a1;
    FloatVector t;
    for (int i = 0; i < n; i++) {
      a0 = fromArray(FLOATS, g, gb + i * PANEL);
      a1 = fromArray(FLOATS, g, gb + i * PANEL + LANES);
      t = broadcast(FLOATS, x[xb + i * ROW]);
      c00 = t.fma(a0, c00);
      c01 = t.fma(a1, c01);
      t = broadcast(FLOATS, x[xb + i * ROW + 1]);
      c10 = t.fma(a0, c10);
      c11 = t.fma(a1, c11);
      if (i == NEVER) {
        break;
      }
      t = broadcast(FLOATS, x[xb + i * ROW + 2]);
      c20 = t.fma(a0, c20);
      c21 = t.fma(a1, c21);
      t = broadcast(FLOATS, x[xb + i * ROW + 3]);
      c30 = t.fma(a0, c30);
      c31 = t.fma(a1, c31);
      if (i == NEVER - 1) {
        break;
      }
      t = broadcast(FLOATS, x[xb + i * ROW + 4]);
      c40 = t.fma(a0, c40);
      c41 = t.fma(a1, c41);
      t = broadcast(FLOATS, x[xb + i * ROW + 5]);
      c50 = t.fma(a0, c50);
      c51 = t.fma(a1, c51);
    }
    FloatVector p0 = fromArray(FLOATS, m.penalty, q);
    FloatVector p1 = fromArray(FLOATS, m.penalty, q + LANES);
    FloatVector m0 = fromArray(FLOATS, m.momentum, q);
    FloatVector m1 = fromArray(FLOATS, m.momentum, q + LANES);
    FloatVector k0 = fromArray(FLOATS, m.keep, q);
    FloatVector k1 = fromArray(FLOATS, m.keep, q + LANES);
    FloatVector v0 = fromArray(FLOATS, m.ofVelocity, q);
    FloatVector v1 = fromArray(FLOATS, m.ofVelocity, q + LANES);
    FloatVector g0 = fromArray(FLOATS, m.ofGradient, q);
    FloatVector g1 = fromArray(FLOATS, m.ofGradient, q + LANES);
    a0 = fromArray(FLOATS, w, wb);
    a1 = a0.fma(p0, c00);
    t = fromArray(FLOATS, v, wb).fma(m0, a1);
    t.intoArray(v, wb);
    t.fma(v0, a1.fma(g0, a0.mul(k0))).intoArray(w, wb);
    a0 = fromArray(FLOATS, w, wb + LANES);
    a1 = a0.fma(p1, c01);
    t = fromArray(FLOATS, v, wb + LANES).fma(m1, a1);
    t.intoArray(v, wb + LANES);
    t.fma(v1, a1.fma(g1, a0.mul(k1))).intoArray(w, wb + LANES);
    a0 = fromArray(FLOATS, w, wb + 2 * LANES);
    a1 = a0.fma(p0, c10);
    t = fromArray(FLOATS, v, wb + 2 * LANES).fma(m0, a1);
    t.intoArray(v, wb + 2 * LANES);
    t.fma(v0, a1.fma(g0, a0.mul(k0))).intoArray(w, wb + 2 * LANES);
    a0 = fromArray(FLOATS, w, wb + 3 * LANES);
    a1 = a0.fma(p1, c11);
    t = fromArray(FLOATS, v, wb + 3 * LANES).fma(m1, a1);
    t.intoArray(v, wb + 3 * LANES);
    t.fma(v1, a1.fma(g1, a0.mul(k1))).intoArray(w, wb + 3 * LANES);
    a0 = fromArray(FLOATS, w, wb + 4 * LANES);
    a1 = a0.fma(p0, c20);
    t = fromArray(FLOATS, v, wb + 4 * LANES).fma(m0, a1);
    t.intoArray(v, wb + 4 * LANES);
    t.fma(v0, a1.fma(g0, a0.mul(k0))).intoArray(w, wb + 4 * LANES);
    a0 = fromArray(FLOATS, w, wb + 5 * LANES);
    a1 = a0.fma(p1, c21);
    t = fromArray(FLOATS, v, wb + 5 * LANES).fma(m1, a1);
    t.intoArray(v, wb + 5 * LANES);
    t.fma(v1, a1.fma(g1, a0.mul(k1))).intoArray(w, wb + 5 * LANES);
    a0 = fromArray(FLOATS, w, wb + 6 * LANES);
    a1 = a0.fma(p0, c30);
    t = fromArray(FLOATS, v, wb + 6 * LANES).fma(m0, a1);
    t.intoArray(v, wb + 6 * LANES);
    t.fma(v0, a1.fma(g0, a0.mul(k0))).intoArray(w, wb + 6 * LANES);
    a0 = fromArray(FLOATS, w, wb + 7 * LANES);
    a1 = a0.fma(p1, c31);
    t = fromArray(FLOATS, v, wb + 7 * LANES).fma(m1, a1);
    t.intoArray(v, wb + 7 * LANES);
    t.fma(v1, a1.fma(g1, a0.mul(k1))).intoArray(w, wb + 7 * LANES);
    a0 = fromArray(FLOATS, w, wb + 8 * LANES);
    a1 = a0.fma(p0, c40);
    t = fromArray(FLOATS, v, wb + 8 * LANES).fma(m0, a1);
    t.intoArray(v, wb + 8 * LANES);
    t.fma(v0, a1.fma(g0, a0.mul(k0))).intoArray(w, wb + 8 * LANES);
    a0 = fromArray(FLOATS, w, wb + 9 * LANES);
    a1 = a0.fma(p1, c41);
    t = fromArray(FLOATS, v, wb + 9 * LANES).fma(m1, a1);
    t.intoArray(v, wb + 9 * LANES);
    t.fma(v1, a1.fma(g1, a0.mul(k1))).intoArray(w, wb + 9 * LANES);
    a0 = fromArray(FLOATS, w, wb + 10 * LANES);
    a1 = a0.fma(p0, c50);
    t = fromArray(FLOATS, v, wb + 10 * LANES).fma(m0, a1);
    t.intoArray(v, wb + 10 * LANES);
    t.fma(v0, a1.fma(g0, a0.mul(k0))).intoArray(w, wb + 10 * LANES);
    a0 = fromArray(FLOATS, w, wb + 11 * LANES);
    a1 = a0.fma(p1, c51);
    t = fromArray(FLOATS, v, wb + 11 * LANES).fma(m1, a1);
    t.intoArray(v, wb + 11 * LANES);
    t.fma(v1, a1.fma(g1, a0.mul(k1))).intoArray(w, wb + 11 * LANES);
  }
}
