package io.github.clrsearch.network;

import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;
import static jdk.incubator.vector.FloatVector.zero;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Tiles of the update: several inputs by one panel of nodes, over all images. With the sum s of a
 * weight w, a tile computes fma(w, f, s). {@code x} holds the inputs of the first of {@code n}
 * images from {@code r} on; {@code g} the panel's gradients from {@code gb} on; {@code f} the
 * factors of the panel's nodes; {@code w} the weights from {@code wb} on. The result goes to {@code
 * o}, from {@code ob} on, which may be the weights. {@link VectorForward} gives the rules for C2.
 */
final class VectorUpdate {
  private static final VectorSpecies<Float> FLOATS = VectorProducts.FLOATS;
  private static final Class<? extends FloatVector> TYPE = VectorProducts.TYPE;
  private static final int LANES = VectorProducts.LANES;
  private static final int PANEL = VectorProducts.PANEL;
  private static final int ROW = Panels.ROW;
  private static final int NEVER = VectorForward.NEVER;

  private VectorUpdate() {}

  /** 8 inputs by 2 vectors: sums in 16 registers, for processors that have 32. */
  static void wide8(
      float[] x, int r, int n, float[] g, int gb, float[] f, float[] w, int wb, float[] o, int ob) {
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
      t = broadcast(FLOATS, x[r + i * ROW]);
      c00 = t.fma(a0, c00);
      c01 = t.fma(a1, c01);
      t = broadcast(FLOATS, x[r + i * ROW + 1]);
      c10 = t.fma(a0, c10);
      c11 = t.fma(a1, c11);
      t = broadcast(FLOATS, x[r + i * ROW + 2]);
      c20 = t.fma(a0, c20);
      c21 = t.fma(a1, c21);
      t = broadcast(FLOATS, x[r + i * ROW + 3]);
      c30 = t.fma(a0, c30);
      c31 = t.fma(a1, c31);
      t = broadcast(FLOATS, x[r + i * ROW + 4]);
      c40 = t.fma(a0, c40);
      c41 = t.fma(a1, c41);
      t = broadcast(FLOATS, x[r + i * ROW + 5]);
      c50 = t.fma(a0, c50);
      c51 = t.fma(a1, c51);
      t = broadcast(FLOATS, x[r + i * ROW + 6]);
      c60 = t.fma(a0, c60);
      c61 = t.fma(a1, c61);
      t = broadcast(FLOATS, x[r + i * ROW + 7]);
      c70 = t.fma(a0, c70);
      c71 = t.fma(a1, c71);
    }
    a0 = fromArray(FLOATS, f, 0);
    a1 = fromArray(FLOATS, f, LANES);
    TYPE.cast(fromArray(FLOATS, w, wb).fma(a0, c00)).intoArray(o, ob);
    TYPE.cast(fromArray(FLOATS, w, wb + LANES).fma(a1, c01)).intoArray(o, ob + LANES);
    TYPE.cast(fromArray(FLOATS, w, wb + 2 * LANES).fma(a0, c10)).intoArray(o, ob + 2 * LANES);
    TYPE.cast(fromArray(FLOATS, w, wb + 3 * LANES).fma(a1, c11)).intoArray(o, ob + 3 * LANES);
    TYPE.cast(fromArray(FLOATS, w, wb + 4 * LANES).fma(a0, c20)).intoArray(o, ob + 4 * LANES);
    TYPE.cast(fromArray(FLOATS, w, wb + 5 * LANES).fma(a1, c21)).intoArray(o, ob + 5 * LANES);
    TYPE.cast(fromArray(FLOATS, w, wb + 6 * LANES).fma(a0, c30)).intoArray(o, ob + 6 * LANES);
    TYPE.cast(fromArray(FLOATS, w, wb + 7 * LANES).fma(a1, c31)).intoArray(o, ob + 7 * LANES);
    TYPE.cast(fromArray(FLOATS, w, wb + 8 * LANES).fma(a0, c40)).intoArray(o, ob + 8 * LANES);
    TYPE.cast(fromArray(FLOATS, w, wb + 9 * LANES).fma(a1, c41)).intoArray(o, ob + 9 * LANES);
    TYPE.cast(fromArray(FLOATS, w, wb + 10 * LANES).fma(a0, c50)).intoArray(o, ob + 10 * LANES);
    TYPE.cast(fromArray(FLOATS, w, wb + 11 * LANES).fma(a1, c51)).intoArray(o, ob + 11 * LANES);
    TYPE.cast(fromArray(FLOATS, w, wb + 12 * LANES).fma(a0, c60)).intoArray(o, ob + 12 * LANES);
    TYPE.cast(fromArray(FLOATS, w, wb + 13 * LANES).fma(a1, c61)).intoArray(o, ob + 13 * LANES);
    TYPE.cast(fromArray(FLOATS, w, wb + 14 * LANES).fma(a0, c70)).intoArray(o, ob + 14 * LANES);
    TYPE.cast(fromArray(FLOATS, w, wb + 15 * LANES).fma(a1, c71)).intoArray(o, ob + 15 * LANES);
  }

  /** 6 inputs by 2 vectors: sums in 12 registers, for processors that have 16. */
  static void wide6(
      float[] x, int r, int n, float[] g, int gb, float[] f, float[] w, int wb, float[] o, int ob) {
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
      t = broadcast(FLOATS, x[r + i * ROW]);
      c00 = t.fma(a0, c00);
      c01 = t.fma(a1, c01);
      t = broadcast(FLOATS, x[r + i * ROW + 1]);
      c10 = t.fma(a0, c10);
      c11 = t.fma(a1, c11);
      if (i == NEVER) {
        break;
      }
      t = broadcast(FLOATS, x[r + i * ROW + 2]);
      c20 = t.fma(a0, c20);
      c21 = t.fma(a1, c21);
      t = broadcast(FLOATS, x[r + i * ROW + 3]);
      c30 = t.fma(a0, c30);
      c31 = t.fma(a1, c31);
      if (i == NEVER - 1) {
        break;
      }
      t = broadcast(FLOATS, x[r + i * ROW + 4]);
      c40 = t.fma(a0, c40);
      c41 = t.fma(a1, c41);
      t = broadcast(FLOATS, x[r + i * ROW + 5]);
      c50 = t.fma(a0, c50);
      c51 = t.fma(a1, c51);
    }
    a0 = fromArray(FLOATS, f, 0);
    a1 = fromArray(FLOATS, f, LANES);
    TYPE.cast(fromArray(FLOATS, w, wb).fma(a0, c00)).intoArray(o, ob);
    TYPE.cast(fromArray(FLOATS, w, wb + LANES).fma(a1, c01)).intoArray(o, ob + LANES);
    TYPE.cast(fromArray(FLOATS, w, wb + 2 * LANES).fma(a0, c10)).intoArray(o, ob + 2 * LANES);
    TYPE.cast(fromArray(FLOATS, w, wb + 3 * LANES).fma(a1, c11)).intoArray(o, ob + 3 * LANES);
    TYPE.cast(fromArray(FLOATS, w, wb + 4 * LANES).fma(a0, c20)).intoArray(o, ob + 4 * LANES);
    TYPE.cast(fromArray(FLOATS, w, wb + 5 * LANES).fma(a1, c21)).intoArray(o, ob + 5 * LANES);
    TYPE.cast(fromArray(FLOATS, w, wb + 6 * LANES).fma(a0, c30)).intoArray(o, ob + 6 * LANES);
    TYPE.cast(fromArray(FLOATS, w, wb + 7 * LANES).fma(a1, c31)).intoArray(o, ob + 7 * LANES);
    TYPE.cast(fromArray(FLOATS, w, wb + 8 * LANES).fma(a0, c40)).intoArray(o, ob + 8 * LANES);
    TYPE.cast(fromArray(FLOATS, w, wb + 9 * LANES).fma(a1, c41)).intoArray(o, ob + 9 * LANES);
    TYPE.cast(fromArray(FLOATS, w, wb + 10 * LANES).fma(a0, c50)).intoArray(o, ob + 10 * LANES);
    TYPE.cast(fromArray(FLOATS, w, wb + 11 * LANES).fma(a1, c51)).intoArray(o, ob + 11 * LANES);
  }

  /** 4 inputs by 2 vectors. */
  static void wide4(
      float[] x, int r, int n, float[] g, int gb, float[] f, float[] w, int wb, float[] o, int ob) {
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
      t = broadcast(FLOATS, x[r + i * ROW]);
      c00 = t.fma(a0, c00);
      c01 = t.fma(a1, c01);
      t = broadcast(FLOATS, x[r + i * ROW + 1]);
      c10 = t.fma(a0, c10);
      c11 = t.fma(a1, c11);
      t = broadcast(FLOATS, x[r + i * ROW + 2]);
      c20 = t.fma(a0, c20);
      c21 = t.fma(a1, c21);
      t = broadcast(FLOATS, x[r + i * ROW + 3]);
      c30 = t.fma(a0, c30);
      c31 = t.fma(a1, c31);
    }
    a0 = fromArray(FLOATS, f, 0);
    a1 = fromArray(FLOATS, f, LANES);
    fromArray(FLOATS, w, wb).fma(a0, c00).intoArray(o, ob);
    fromArray(FLOATS, w, wb + LANES).fma(a1, c01).intoArray(o, ob + LANES);
    fromArray(FLOATS, w, wb + 2 * LANES).fma(a0, c10).intoArray(o, ob + 2 * LANES);
    fromArray(FLOATS, w, wb + 3 * LANES).fma(a1, c11).intoArray(o, ob + 3 * LANES);
    fromArray(FLOATS, w, wb + 4 * LANES).fma(a0, c20).intoArray(o, ob + 4 * LANES);
    fromArray(FLOATS, w, wb + 5 * LANES).fma(a1, c21).intoArray(o, ob + 5 * LANES);
    fromArray(FLOATS, w, wb + 6 * LANES).fma(a0, c30).intoArray(o, ob + 6 * LANES);
    fromArray(FLOATS, w, wb + 7 * LANES).fma(a1, c31).intoArray(o, ob + 7 * LANES);
  }

  /** 12 inputs by the last, narrow panel. */
  static void narrow12(
      float[] x, int r, int n, float[] g, int gb, float[] f, float[] w, int wb, float[] o, int ob) {
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
      t = broadcast(FLOATS, x[r + i * ROW]);
      c0 = t.fma(a0, c0);
      t = broadcast(FLOATS, x[r + i * ROW + 1]);
      c1 = t.fma(a0, c1);
      if (i == NEVER) {
        break;
      }
      t = broadcast(FLOATS, x[r + i * ROW + 2]);
      c2 = t.fma(a0, c2);
      t = broadcast(FLOATS, x[r + i * ROW + 3]);
      c3 = t.fma(a0, c3);
      if (i == NEVER - 1) {
        break;
      }
      t = broadcast(FLOATS, x[r + i * ROW + 4]);
      c4 = t.fma(a0, c4);
      t = broadcast(FLOATS, x[r + i * ROW + 5]);
      c5 = t.fma(a0, c5);
      if (i == NEVER - 2) {
        break;
      }
      t = broadcast(FLOATS, x[r + i * ROW + 6]);
      c6 = t.fma(a0, c6);
      t = broadcast(FLOATS, x[r + i * ROW + 7]);
      c7 = t.fma(a0, c7);
      if (i == NEVER - 3) {
        break;
      }
      t = broadcast(FLOATS, x[r + i * ROW + 8]);
      c8 = t.fma(a0, c8);
      t = broadcast(FLOATS, x[r + i * ROW + 9]);
      c9 = t.fma(a0, c9);
      if (i == NEVER - 4) {
        break;
      }
      t = broadcast(FLOATS, x[r + i * ROW + 10]);
      c10 = t.fma(a0, c10);
      t = broadcast(FLOATS, x[r + i * ROW + 11]);
      c11 = t.fma(a0, c11);
    }
    a0 = fromArray(FLOATS, f, 0);
    TYPE.cast(fromArray(FLOATS, w, wb).fma(a0, c0)).intoArray(o, ob);
    TYPE.cast(fromArray(FLOATS, w, wb + LANES).fma(a0, c1)).intoArray(o, ob + LANES);
    TYPE.cast(fromArray(FLOATS, w, wb + 2 * LANES).fma(a0, c2)).intoArray(o, ob + 2 * LANES);
    TYPE.cast(fromArray(FLOATS, w, wb + 3 * LANES).fma(a0, c3)).intoArray(o, ob + 3 * LANES);
    TYPE.cast(fromArray(FLOATS, w, wb + 4 * LANES).fma(a0, c4)).intoArray(o, ob + 4 * LANES);
    TYPE.cast(fromArray(FLOATS, w, wb + 5 * LANES).fma(a0, c5)).intoArray(o, ob + 5 * LANES);
    TYPE.cast(fromArray(FLOATS, w, wb + 6 * LANES).fma(a0, c6)).intoArray(o, ob + 6 * LANES);
    TYPE.cast(fromArray(FLOATS, w, wb + 7 * LANES).fma(a0, c7)).intoArray(o, ob + 7 * LANES);
    TYPE.cast(fromArray(FLOATS, w, wb + 8 * LANES).fma(a0, c8)).intoArray(o, ob + 8 * LANES);
    TYPE.cast(fromArray(FLOATS, w, wb + 9 * LANES).fma(a0, c9)).intoArray(o, ob + 9 * LANES);
    TYPE.cast(fromArray(FLOATS, w, wb + 10 * LANES).fma(a0, c10)).intoArray(o, ob + 10 * LANES);
    TYPE.cast(fromArray(FLOATS, w, wb + 11 * LANES).fma(a0, c11)).intoArray(o, ob + 11 * LANES);
  }

  /** 4 inputs by the last, narrow panel. */
  static void narrow4(
      float[] x, int r, int n, float[] g, int gb, float[] f, float[] w, int wb, float[] o, int ob) {
    FloatVector c0 = zero(FLOATS);
    FloatVector c1 = c0;
    FloatVector c2 = c0;
    FloatVector c3 = c0;
    FloatVector a0;
    FloatVector t;
    for (int i = 0; i < n; i++) {
      a0 = fromArray(FLOATS, g, gb + i * LANES);
      t = broadcast(FLOATS, x[r + i * ROW]);
      c0 = t.fma(a0, c0);
      t = broadcast(FLOATS, x[r + i * ROW + 1]);
      c1 = t.fma(a0, c1);
      t = broadcast(FLOATS, x[r + i * ROW + 2]);
      c2 = t.fma(a0, c2);
      t = broadcast(FLOATS, x[r + i * ROW + 3]);
      c3 = t.fma(a0, c3);
    }
    a0 = fromArray(FLOATS, f, 0);
    fromArray(FLOATS, w, wb).fma(a0, c0).intoArray(o, ob);
    fromArray(FLOATS, w, wb + LANES).fma(a0, c1).intoArray(o, ob + LANES);
    fromArray(FLOATS, w, wb + 2 * LANES).fma(a0, c2).intoArray(o, ob + 2 * LANES);
    fromArray(FLOATS, w, wb + 3 * LANES).fma(a0, c3).intoArray(o, ob + 3 * LANES);
  }
}
