package io.github.clrsearch.network;

import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;
import static jdk.incubator.vector.FloatVector.zero;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Tiles of the update with momentum, by the rules of {@link VectorUpdate}: several inputs by one
 * panel of nodes, over all images. A tile updates its velocities as soon as its sums are complete,
 * then {@link #move} updates its weights, so that no second pass waits for memory. {@code m} holds
 * the factors of the nodes from {@code q} on; {@code v} the velocities, in the layout of the
 * weights {@code w}, from {@code wb} on.
 */
final class VectorMomentum {
  private static final VectorSpecies<Float> FLOATS = VectorProducts.FLOATS;
  private static final int LANES = VectorProducts.LANES;
  private static final int PANEL = VectorProducts.PANEL;
  private static final int ROW = Panels.ROW;

  /** Larger than every index, which C2 does not know. */
  private static final int NEVER = Integer.MAX_VALUE - 1000;

  private VectorMomentum() {}

  /** Velocities of 8 inputs by 2 vectors: sums in 16 registers, for processors that have 32. */
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
    a0 = fromArray(FLOATS, m.penalty, q);
    a1 = fromArray(FLOATS, m.penalty, q + LANES);
    FloatVector m0 = fromArray(FLOATS, m.momentum, q);
    FloatVector m1 = fromArray(FLOATS, m.momentum, q + LANES);
    t = fromArray(FLOATS, w, wb).fma(a0, c00);
    fromArray(FLOATS, v, wb).fma(m0, t).intoArray(v, wb);
    t = fromArray(FLOATS, w, wb + LANES).fma(a1, c01);
    fromArray(FLOATS, v, wb + LANES).fma(m1, t).intoArray(v, wb + LANES);
    t = fromArray(FLOATS, w, wb + 2 * LANES).fma(a0, c10);
    fromArray(FLOATS, v, wb + 2 * LANES).fma(m0, t).intoArray(v, wb + 2 * LANES);
    t = fromArray(FLOATS, w, wb + 3 * LANES).fma(a1, c11);
    fromArray(FLOATS, v, wb + 3 * LANES).fma(m1, t).intoArray(v, wb + 3 * LANES);
    t = fromArray(FLOATS, w, wb + 4 * LANES).fma(a0, c20);
    fromArray(FLOATS, v, wb + 4 * LANES).fma(m0, t).intoArray(v, wb + 4 * LANES);
    t = fromArray(FLOATS, w, wb + 5 * LANES).fma(a1, c21);
    fromArray(FLOATS, v, wb + 5 * LANES).fma(m1, t).intoArray(v, wb + 5 * LANES);
    t = fromArray(FLOATS, w, wb + 6 * LANES).fma(a0, c30);
    fromArray(FLOATS, v, wb + 6 * LANES).fma(m0, t).intoArray(v, wb + 6 * LANES);
    t = fromArray(FLOATS, w, wb + 7 * LANES).fma(a1, c31);
    fromArray(FLOATS, v, wb + 7 * LANES).fma(m1, t).intoArray(v, wb + 7 * LANES);
    t = fromArray(FLOATS, w, wb + 8 * LANES).fma(a0, c40);
    fromArray(FLOATS, v, wb + 8 * LANES).fma(m0, t).intoArray(v, wb + 8 * LANES);
    t = fromArray(FLOATS, w, wb + 9 * LANES).fma(a1, c41);
    fromArray(FLOATS, v, wb + 9 * LANES).fma(m1, t).intoArray(v, wb + 9 * LANES);
    t = fromArray(FLOATS, w, wb + 10 * LANES).fma(a0, c50);
    fromArray(FLOATS, v, wb + 10 * LANES).fma(m0, t).intoArray(v, wb + 10 * LANES);
    t = fromArray(FLOATS, w, wb + 11 * LANES).fma(a1, c51);
    fromArray(FLOATS, v, wb + 11 * LANES).fma(m1, t).intoArray(v, wb + 11 * LANES);
    t = fromArray(FLOATS, w, wb + 12 * LANES).fma(a0, c60);
    fromArray(FLOATS, v, wb + 12 * LANES).fma(m0, t).intoArray(v, wb + 12 * LANES);
    t = fromArray(FLOATS, w, wb + 13 * LANES).fma(a1, c61);
    fromArray(FLOATS, v, wb + 13 * LANES).fma(m1, t).intoArray(v, wb + 13 * LANES);
    t = fromArray(FLOATS, w, wb + 14 * LANES).fma(a0, c70);
    fromArray(FLOATS, v, wb + 14 * LANES).fma(m0, t).intoArray(v, wb + 14 * LANES);
    t = fromArray(FLOATS, w, wb + 15 * LANES).fma(a1, c71);
    fromArray(FLOATS, v, wb + 15 * LANES).fma(m1, t).intoArray(v, wb + 15 * LANES);
  }

  /** Velocities of 6 inputs by 2 vectors: sums in 12 registers, for processors that have 16. */
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
    a0 = fromArray(FLOATS, m.penalty, q);
    a1 = fromArray(FLOATS, m.penalty, q + LANES);
    FloatVector m0 = fromArray(FLOATS, m.momentum, q);
    FloatVector m1 = fromArray(FLOATS, m.momentum, q + LANES);
    t = fromArray(FLOATS, w, wb).fma(a0, c00);
    fromArray(FLOATS, v, wb).fma(m0, t).intoArray(v, wb);
    t = fromArray(FLOATS, w, wb + LANES).fma(a1, c01);
    fromArray(FLOATS, v, wb + LANES).fma(m1, t).intoArray(v, wb + LANES);
    t = fromArray(FLOATS, w, wb + 2 * LANES).fma(a0, c10);
    fromArray(FLOATS, v, wb + 2 * LANES).fma(m0, t).intoArray(v, wb + 2 * LANES);
    t = fromArray(FLOATS, w, wb + 3 * LANES).fma(a1, c11);
    fromArray(FLOATS, v, wb + 3 * LANES).fma(m1, t).intoArray(v, wb + 3 * LANES);
    t = fromArray(FLOATS, w, wb + 4 * LANES).fma(a0, c20);
    fromArray(FLOATS, v, wb + 4 * LANES).fma(m0, t).intoArray(v, wb + 4 * LANES);
    t = fromArray(FLOATS, w, wb + 5 * LANES).fma(a1, c21);
    fromArray(FLOATS, v, wb + 5 * LANES).fma(m1, t).intoArray(v, wb + 5 * LANES);
    t = fromArray(FLOATS, w, wb + 6 * LANES).fma(a0, c30);
    fromArray(FLOATS, v, wb + 6 * LANES).fma(m0, t).intoArray(v, wb + 6 * LANES);
    t = fromArray(FLOATS, w, wb + 7 * LANES).fma(a1, c31);
    fromArray(FLOATS, v, wb + 7 * LANES).fma(m1, t).intoArray(v, wb + 7 * LANES);
    t = fromArray(FLOATS, w, wb + 8 * LANES).fma(a0, c40);
    fromArray(FLOATS, v, wb + 8 * LANES).fma(m0, t).intoArray(v, wb + 8 * LANES);
    t = fromArray(FLOATS, w, wb + 9 * LANES).fma(a1, c41);
    fromArray(FLOATS, v, wb + 9 * LANES).fma(m1, t).intoArray(v, wb + 9 * LANES);
    t = fromArray(FLOATS, w, wb + 10 * LANES).fma(a0, c50);
    fromArray(FLOATS, v, wb + 10 * LANES).fma(m0, t).intoArray(v, wb + 10 * LANES);
    t = fromArray(FLOATS, w, wb + 11 * LANES).fma(a1, c51);
    fromArray(FLOATS, v, wb + 11 * LANES).fma(m1, t).intoArray(v, wb + 11 * LANES);
  }

  /** Velocities of 4 inputs by one vector of a panel of {@code width} nodes. */
  static void vector4(
      float[] x,
      int xb,
      int n,
      float[] g,
      int gb,
      int width,
      Motion m,
      int q,
      float[] v,
      float[] w,
      int wb) {
    FloatVector c0 = zero(FLOATS);
    FloatVector c1 = c0;
    FloatVector c2 = c0;
    FloatVector c3 = c0;
    FloatVector a;
    FloatVector t;
    for (int i = 0; i < n; i++) {
      a = fromArray(FLOATS, g, gb + i * width);
      t = broadcast(FLOATS, x[xb + i * ROW]);
      c0 = t.fma(a, c0);
      t = broadcast(FLOATS, x[xb + i * ROW + 1]);
      c1 = t.fma(a, c1);
      t = broadcast(FLOATS, x[xb + i * ROW + 2]);
      c2 = t.fma(a, c2);
      t = broadcast(FLOATS, x[xb + i * ROW + 3]);
      c3 = t.fma(a, c3);
    }
    a = fromArray(FLOATS, m.penalty, q);
    FloatVector mu = fromArray(FLOATS, m.momentum, q);
    t = fromArray(FLOATS, w, wb).fma(a, c0);
    fromArray(FLOATS, v, wb).fma(mu, t).intoArray(v, wb);
    t = fromArray(FLOATS, w, wb + width).fma(a, c1);
    fromArray(FLOATS, v, wb + width).fma(mu, t).intoArray(v, wb + width);
    t = fromArray(FLOATS, w, wb + 2 * width).fma(a, c2);
    fromArray(FLOATS, v, wb + 2 * width).fma(mu, t).intoArray(v, wb + 2 * width);
    t = fromArray(FLOATS, w, wb + 3 * width).fma(a, c3);
    fromArray(FLOATS, v, wb + 3 * width).fma(mu, t).intoArray(v, wb + 3 * width);
  }

  /**
   * Weights of a tile, from its new and its old velocities.
   *
   * @param width nodes of the panel
   * @param old velocities before the update, from 0 on; not modified
   * @param count numbers in the tile
   * @param w modified
   */
  static void move(
      int width, float[] old, int count, Motion m, int q, float[] v, float[] w, int wb) {
    for (int j = 0; j < width; j += LANES) {
      FloatVector keep = fromArray(FLOATS, m.keep, q + j);
      FloatVector ofNew = fromArray(FLOATS, m.ofNew, q + j);
      FloatVector ofOld = fromArray(FLOATS, m.ofOld, q + j);
      for (int i = j; i < count; i += width) {
        FloatVector kept = fromArray(FLOATS, w, wb + i).mul(keep);
        FloatVector ahead = fromArray(FLOATS, old, i).fma(ofOld, kept);
        fromArray(FLOATS, v, wb + i).fma(ofNew, ahead).intoArray(w, wb + i);
      }
    }
  }
}
