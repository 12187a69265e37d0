package io.github.clrsearch.network;

import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;
import static jdk.incubator.vector.FloatVector.zero;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Tiles of the update: several inputs by one panel of nodes, over all images. {@code x} holds the
 * inputs of the first of {@code n} images from {@code xb} on; {@code g} the panel's gradients from
 * {@code gb} on; {@code decay} the factors of the old weights from {@code q} on; {@code w} the
 * weights from {@code wb} on, which are modified. {@link VectorForward} gives the rules for C2.
 */
final class VectorUpdate {
  private static final VectorSpecies<Float> FLOATS = VectorProducts.FLOATS;
  private static final int LANES = VectorProducts.LANES;
  private static final int PANEL = VectorProducts.PANEL;
  private static final int ROW = Panels.ROW;
  private static final int NEVER = VectorForward.NEVER;

  private VectorUpdate() {}

  /** 8 inputs by 2 vectors: sums in 16 registers, for processors that have 32. */
  static void wide8(
      float[] x, int xb, int n, float[] g, int gb, float[] decay, int q, float[] w, int wb) {
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
    a0 = fromArray(FLOATS, decay, q);
    a1 = fromArray(FLOATS, decay, q + LANES);
    fromArray(FLOATS, w, wb).fma(a0, c00).intoArray(w, wb);
    fromArray(FLOATS, w, wb + LANES).fma(a1, c01).intoArray(w, wb + LANES);
    fromArray(FLOATS, w, wb + 2 * LANES).fma(a0, c10).intoArray(w, wb + 2 * LANES);
    fromArray(FLOATS, w, wb + 3 * LANES).fma(a1, c11).intoArray(w, wb + 3 * LANES);
    fromArray(FLOATS, w, wb + 4 * LANES).fma(a0, c20).intoArray(w, wb + 4 * LANES);
    fromArray(FLOATS, w, wb + 5 * LANES).fma(a1, c21).intoArray(w, wb + 5 * LANES);
    fromArray(FLOATS, w, wb + 6 * LANES).fma(a0, c30).intoArray(w, wb + 6 * LANES);
    fromArray(FLOATS, w, wb + 7 * LANES).fma(a1, c31).intoArray(w, wb + 7 * LANES);
    fromArray(FLOATS, w, wb + 8 * LANES).fma(a0, c40).intoArray(w, wb + 8 * LANES);
    fromArray(FLOATS, w, wb + 9 * LANES).fma(a1, c41).intoArray(w, wb + 9 * LANES);
    fromArray(FLOATS, w, wb + 10 * LANES).fma(a0, c50).intoArray(w, wb + 10 * LANES);
    fromArray(FLOATS, w, wb + 11 * LANES).fma(a1, c51).intoArray(w, wb + 11 * LANES);
    fromArray(FLOATS, w, wb + 12 * LANES).fma(a0, c60).intoArray(w, wb + 12 * LANES);
    fromArray(FLOATS, w, wb + 13 * LANES).fma(a1, c61).intoArray(w, wb + 13 * LANES);
    fromArray(FLOATS, w, wb + 14 * LANES).fma(a0, c70).intoArray(w, wb + 14 * LANES);
    fromArray(FLOATS, w, wb + 15 * LANES).fma(a1, c71).intoArray(w, wb + 15 * LANES);
  }

  /** 6 inputs by 2 vectors: sums in 12 registers, for processors that have 16. */
  static void wide6(
      float[] x, int xb, int n, float[] g, int gb, float[] decay, int q, float[] w, int wb) {
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
    a0 = fromArray(FLOATS, decay, q);
    a1 = fromArray(FLOATS, decay, q + LANES);
    fromArray(FLOATS, w, wb).fma(a0, c00).intoArray(w, wb);
    fromArray(FLOATS, w, wb + LANES).fma(a1, c01).intoArray(w, wb + LANES);
    fromArray(FLOATS, w, wb + 2 * LANES).fma(a0, c10).intoArray(w, wb + 2 * LANES);
    fromArray(FLOATS, w, wb + 3 * LANES).fma(a1, c11).intoArray(w, wb + 3 * LANES);
    fromArray(FLOATS, w, wb + 4 * LANES).fma(a0, c20).intoArray(w, wb + 4 * LANES);
    fromArray(FLOATS, w, wb + 5 * LANES).fma(a1, c21).intoArray(w, wb + 5 * LANES);
    fromArray(FLOATS, w, wb + 6 * LANES).fma(a0, c30).intoArray(w, wb + 6 * LANES);
    fromArray(FLOATS, w, wb + 7 * LANES).fma(a1, c31).intoArray(w, wb + 7 * LANES);
    fromArray(FLOATS, w, wb + 8 * LANES).fma(a0, c40).intoArray(w, wb + 8 * LANES);
    fromArray(FLOATS, w, wb + 9 * LANES).fma(a1, c41).intoArray(w, wb + 9 * LANES);
    fromArray(FLOATS, w, wb + 10 * LANES).fma(a0, c50).intoArray(w, wb + 10 * LANES);
    fromArray(FLOATS, w, wb + 11 * LANES).fma(a1, c51).intoArray(w, wb + 11 * LANES);
  }

  /** 4 inputs by 2 vectors. */
  static void wide4(
      float[] x, int xb, int n, float[] g, int gb, float[] decay, int q, float[] w, int wb) {
    FloatVector c00 = zero(FLOATS);
    FloatVector c01 = c00;
    FloatVector c10 = c00;
    FloatVector c11 = c00;
    FloatVector c20 = c00;
    FloatVector c21 = c00;
    FloatVector c30 = c00;
    FloatVector c31 = c00;
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
    }
    a0 = fromArray(FLOATS, decay, q);
    a1 = fromArray(FLOATS, decay, q + LANES);
    fromArray(FLOATS, w, wb).fma(a0, c00).intoArray(w, wb);
    fromArray(FLOATS, w, wb + LANES).fma(a1, c01).intoArray(w, wb + LANES);
    fromArray(FLOATS, w, wb + 2 * LANES).fma(a0, c10).intoArray(w, wb + 2 * LANES);
    fromArray(FLOATS, w, wb + 3 * LANES).fma(a1, c11).intoArray(w, wb + 3 * LANES);
    fromArray(FLOATS, w, wb + 4 * LANES).fma(a0, c20).intoArray(w, wb + 4 * LANES);
    fromArray(FLOATS, w, wb + 5 * LANES).fma(a1, c21).intoArray(w, wb + 5 * LANES);
    fromArray(FLOATS, w, wb + 6 * LANES).fma(a0, c30).intoArray(w, wb + 6 * LANES);
    fromArray(FLOATS, w, wb + 7 * LANES).fma(a1, c31).intoArray(w, wb + 7 * LANES);
  }

  /** 12 inputs by the last, narrow panel. */
  static void narrow12(
      float[] x, int xb, int n, float[] g, int gb, float[] decay, int q, float[] w, int wb) {
    FloatVector c0 = zero(FLOATS);
    FloatVector c1 = c0;
    FloatVector c2 = c0;
    FloatVector c3 = c0;
    FloatVector c4 = c0;
    FloatVector c5 = c0;
    FloatVector c6 = c0;
    FloatVector c7 = c0;
    FloatVector c8 = c0;
    FloatVector c9 = c0;
    FloatVector c10 = c0;
    FloatVector c11 = c0;
    FloatVector a0;
    FloatVector t;
    for (int i = 0; i < n; i++) {
      a0 = fromArray(FLOATS, g, gb + i * LANES);
      t = broadcast(FLOATS, x[xb + i * ROW]);
      c0 = t.fma(a0, c0);
      t = broadcast(FLOATS, x[xb + i * ROW + 1]);
      c1 = t.fma(a0, c1);
      if (i == NEVER) {
        break;
      }
      t = broadcast(FLOATS, x[xb + i * ROW + 2]);
      c2 = t.fma(a0, c2);
      t = broadcast(FLOATS, x[xb + i * ROW + 3]);
      c3 = t.fma(a0, c3);
      if (i == NEVER - 1) {
        break;
      }
      t = broadcast(FLOATS, x[xb + i * ROW + 4]);
      c4 = t.fma(a0, c4);
      t = broadcast(FLOATS, x[xb + i * ROW + 5]);
      c5 = t.fma(a0, c5);
      if (i == NEVER - 2) {
        break;
      }
      t = broadcast(FLOATS, x[xb + i * ROW + 6]);
      c6 = t.fma(a0, c6);
      t = broadcast(FLOATS, x[xb + i * ROW + 7]);
      c7 = t.fma(a0, c7);
      if (i == NEVER - 3) {
        break;
      }
      t = broadcast(FLOATS, x[xb + i * ROW + 8]);
      c8 = t.fma(a0, c8);
      t = broadcast(FLOATS, x[xb + i * ROW + 9]);
      c9 = t.fma(a0, c9);
      if (i == NEVER - 4) {
        break;
      }
      t = broadcast(FLOATS, x[xb + i * ROW + 10]);
      c10 = t.fma(a0, c10);
      t = broadcast(FLOATS, x[xb + i * ROW + 11]);
      c11 = t.fma(a0, c11);
    }
    a0 = fromArray(FLOATS, decay, q);
    fromArray(FLOATS, w, wb).fma(a0, c0).intoArray(w, wb);
    fromArray(FLOATS, w, wb + LANES).fma(a0, c1).intoArray(w, wb + LANES);
    fromArray(FLOATS, w, wb + 2 * LANES).fma(a0, c2).intoArray(w, wb + 2 * LANES);
    fromArray(FLOATS, w, wb + 3 * LANES).fma(a0, c3).intoArray(w, wb + 3 * LANES);
    fromArray(FLOATS, w, wb + 4 * LANES).fma(a0, c4).intoArray(w, wb + 4 * LANES);
    fromArray(FLOATS, w, wb + 5 * LANES).fma(a0, c5).intoArray(w, wb + 5 * LANES);
    fromArray(FLOATS, w, wb + 6 * LANES).fma(a0, c6).intoArray(w, wb + 6 * LANES);
    fromArray(FLOATS, w, wb + 7 * LANES).fma(a0, c7).intoArray(w, wb + 7 * LANES);
    fromArray(FLOATS, w, wb + 8 * LANES).fma(a0, c8).intoArray(w, wb + 8 * LANES);
    fromArray(FLOATS, w, wb + 9 * LANES).fma(a0, c9).intoArray(w, wb + 9 * LANES);
    fromArray(FLOATS, w, wb + 10 * LANES).fma(a0, c10).intoArray(w, wb + 10 * LANES);
    fromArray(FLOATS, w, wb + 11 * LANES).fma(a0, c11).intoArray(w, wb + 11 * LANES);
  }

  /** 4 inputs by the last, narrow panel. */
  static void narrow4(
      float[] x, int xb, int n, float[] g, int gb, float[] decay, int q, float[] w, int wb) {
    FloatVector c0 = zero(FLOATS);
    FloatVector c1 = c0;
    FloatVector c2 = c0;
    FloatVector c3 = c0;
    FloatVector a0;
    FloatVector t;
    for (int i = 0; i < n; i++) {
      a0 = fromArray(FLOATS, g, gb + i * LANES);
      t = broadcast(FLOATS, x[xb + i * ROW]);
      c0 = t.fma(a0, c0);
      t = broadcast(FLOATS, x[xb + i * ROW + 1]);
      c1 = t.fma(a0, c1);
      t = broadcast(FLOATS, x[xb + i * ROW + 2]);
      c2 = t.fma(a0, c2);
      t = broadcast(FLOATS, x[xb + i * ROW + 3]);
      c3 = t.fma(a0, c3);
    }
    a0 = fromArray(FLOATS, decay, q);
    fromArray(FLOATS, w, wb).fma(a0, c0).intoArray(w, wb);
    fromArray(FLOATS, w, wb + LANES).fma(a0, c1).intoArray(w, wb + LANES);
    fromArray(FLOATS, w, wb + 2 * LANES).fma(a0, c2).intoArray(w, wb + 2 * LANES);
    fromArray(FLOATS, w, wb + 3 * LANES).fma(a0, c3).intoArray(w, wb + 3 * LANES);
  }
}
