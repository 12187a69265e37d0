package io.github.clrsearch.network;

import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;
import static jdk.incubator.vector.FloatVector.zero;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Tiles of the forward product: several images by one panel of nodes. {@code x} holds {@code n}
 * inputs of the first image from {@code xb} on; {@code w} the panel's weights from {@code wa} on;
 * {@code h} the panel's outputs from {@code hb} on, to which the tile is added.
 *
 * <p>These rules for C2 were found by measurements on Java 17 and 25, with AVX2 and AVX-512:
 *
 * <ul>
 *   <li>Sums start at {@code zero}. C2 would allocate sums that start from a load.
 *   <li>The Vector API is called directly, because vectors passed to methods can become objects.
 *   <li>Tiles that need nearly all 16 registers have branches that are never taken after every
 *       second row. Without them C2 moves the loads of all rows to the front and spills the sums.
 *   <li>Tiles of 12 and more sums cast to the class of the vectors before they store them. C2
 *       inlines the end of such a method late, and in some JVMs it then does not know the class:
 *       stores become calls, and sums objects.
 * </ul>
 */
final class VectorForward {
  private static final VectorSpecies<Float> FLOATS = VectorProducts.FLOATS;
  private static final Class<? extends FloatVector> TYPE = VectorProducts.TYPE;
  private static final int LANES = VectorProducts.LANES;
  private static final int PANEL = VectorProducts.PANEL;
  private static final int ROW = Panels.ROW;

  static final int NEVER = Integer.MAX_VALUE - 1000; // no array is so long

  private VectorForward() {}

  /** 8 images by 2 vectors: sums in 16 registers, for processors that have 32. */
  static void wide8(float[] x, int xb, int n, float[] w, int wa, float[] h, int hb) {
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
    int wb = wa - xb * PANEL;
    for (int i = xb, end = xb + n; i < end; i++) {
      a0 = fromArray(FLOATS, w, wb + i * PANEL);
      a1 = fromArray(FLOATS, w, wb + i * PANEL + LANES);
      t = broadcast(FLOATS, x[i]);
      c00 = t.fma(a0, c00);
      c01 = t.fma(a1, c01);
      t = broadcast(FLOATS, x[i + ROW]);
      c10 = t.fma(a0, c10);
      c11 = t.fma(a1, c11);
      t = broadcast(FLOATS, x[i + 2 * ROW]);
      c20 = t.fma(a0, c20);
      c21 = t.fma(a1, c21);
      t = broadcast(FLOATS, x[i + 3 * ROW]);
      c30 = t.fma(a0, c30);
      c31 = t.fma(a1, c31);
      t = broadcast(FLOATS, x[i + 4 * ROW]);
      c40 = t.fma(a0, c40);
      c41 = t.fma(a1, c41);
      t = broadcast(FLOATS, x[i + 5 * ROW]);
      c50 = t.fma(a0, c50);
      c51 = t.fma(a1, c51);
      t = broadcast(FLOATS, x[i + 6 * ROW]);
      c60 = t.fma(a0, c60);
      c61 = t.fma(a1, c61);
      t = broadcast(FLOATS, x[i + 7 * ROW]);
      c70 = t.fma(a0, c70);
      c71 = t.fma(a1, c71);
    }
    TYPE.cast(fromArray(FLOATS, h, hb).add(c00)).intoArray(h, hb);
    TYPE.cast(fromArray(FLOATS, h, hb + LANES).add(c01)).intoArray(h, hb + LANES);
    TYPE.cast(fromArray(FLOATS, h, hb + 2 * LANES).add(c10)).intoArray(h, hb + 2 * LANES);
    TYPE.cast(fromArray(FLOATS, h, hb + 3 * LANES).add(c11)).intoArray(h, hb + 3 * LANES);
    TYPE.cast(fromArray(FLOATS, h, hb + 4 * LANES).add(c20)).intoArray(h, hb + 4 * LANES);
    TYPE.cast(fromArray(FLOATS, h, hb + 5 * LANES).add(c21)).intoArray(h, hb + 5 * LANES);
    TYPE.cast(fromArray(FLOATS, h, hb + 6 * LANES).add(c30)).intoArray(h, hb + 6 * LANES);
    TYPE.cast(fromArray(FLOATS, h, hb + 7 * LANES).add(c31)).intoArray(h, hb + 7 * LANES);
    TYPE.cast(fromArray(FLOATS, h, hb + 8 * LANES).add(c40)).intoArray(h, hb + 8 * LANES);
    TYPE.cast(fromArray(FLOATS, h, hb + 9 * LANES).add(c41)).intoArray(h, hb + 9 * LANES);
    TYPE.cast(fromArray(FLOATS, h, hb + 10 * LANES).add(c50)).intoArray(h, hb + 10 * LANES);
    TYPE.cast(fromArray(FLOATS, h, hb + 11 * LANES).add(c51)).intoArray(h, hb + 11 * LANES);
    TYPE.cast(fromArray(FLOATS, h, hb + 12 * LANES).add(c60)).intoArray(h, hb + 12 * LANES);
    TYPE.cast(fromArray(FLOATS, h, hb + 13 * LANES).add(c61)).intoArray(h, hb + 13 * LANES);
    TYPE.cast(fromArray(FLOATS, h, hb + 14 * LANES).add(c70)).intoArray(h, hb + 14 * LANES);
    TYPE.cast(fromArray(FLOATS, h, hb + 15 * LANES).add(c71)).intoArray(h, hb + 15 * LANES);
  }

  /** 6 images by 2 vectors: sums in 12 registers, for processors that have 16. */
  static void wide6(float[] x, int xb, int n, float[] w, int wa, float[] h, int hb) {
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
    int wb = wa - xb * PANEL;
    for (int i = xb, end = xb + n; i < end; i++) {
      a0 = fromArray(FLOATS, w, wb + i * PANEL);
      a1 = fromArray(FLOATS, w, wb + i * PANEL + LANES);
      t = broadcast(FLOATS, x[i]);
      c00 = t.fma(a0, c00);
      c01 = t.fma(a1, c01);
      t = broadcast(FLOATS, x[i + ROW]);
      c10 = t.fma(a0, c10);
      c11 = t.fma(a1, c11);
      if (i == NEVER) {
        break;
      }
      t = broadcast(FLOATS, x[i + 2 * ROW]);
      c20 = t.fma(a0, c20);
      c21 = t.fma(a1, c21);
      t = broadcast(FLOATS, x[i + 3 * ROW]);
      c30 = t.fma(a0, c30);
      c31 = t.fma(a1, c31);
      if (i == NEVER - 1) {
        break;
      }
      t = broadcast(FLOATS, x[i + 4 * ROW]);
      c40 = t.fma(a0, c40);
      c41 = t.fma(a1, c41);
      t = broadcast(FLOATS, x[i + 5 * ROW]);
      c50 = t.fma(a0, c50);
      c51 = t.fma(a1, c51);
    }
    TYPE.cast(fromArray(FLOATS, h, hb).add(c00)).intoArray(h, hb);
    TYPE.cast(fromArray(FLOATS, h, hb + LANES).add(c01)).intoArray(h, hb + LANES);
    TYPE.cast(fromArray(FLOATS, h, hb + 2 * LANES).add(c10)).intoArray(h, hb + 2 * LANES);
    TYPE.cast(fromArray(FLOATS, h, hb + 3 * LANES).add(c11)).intoArray(h, hb + 3 * LANES);
    TYPE.cast(fromArray(FLOATS, h, hb + 4 * LANES).add(c20)).intoArray(h, hb + 4 * LANES);
    TYPE.cast(fromArray(FLOATS, h, hb + 5 * LANES).add(c21)).intoArray(h, hb + 5 * LANES);
    TYPE.cast(fromArray(FLOATS, h, hb + 6 * LANES).add(c30)).intoArray(h, hb + 6 * LANES);
    TYPE.cast(fromArray(FLOATS, h, hb + 7 * LANES).add(c31)).intoArray(h, hb + 7 * LANES);
    TYPE.cast(fromArray(FLOATS, h, hb + 8 * LANES).add(c40)).intoArray(h, hb + 8 * LANES);
    TYPE.cast(fromArray(FLOATS, h, hb + 9 * LANES).add(c41)).intoArray(h, hb + 9 * LANES);
    TYPE.cast(fromArray(FLOATS, h, hb + 10 * LANES).add(c50)).intoArray(h, hb + 10 * LANES);
    TYPE.cast(fromArray(FLOATS, h, hb + 11 * LANES).add(c51)).intoArray(h, hb + 11 * LANES);
  }

  /** 4 images by 2 vectors. */
  static void wide4(float[] x, int xb, int n, float[] w, int wa, float[] h, int hb) {
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
    int wb = wa - xb * PANEL;
    for (int i = xb, end = xb + n; i < end; i++) {
      a0 = fromArray(FLOATS, w, wb + i * PANEL);
      a1 = fromArray(FLOATS, w, wb + i * PANEL + LANES);
      t = broadcast(FLOATS, x[i]);
      c00 = t.fma(a0, c00);
      c01 = t.fma(a1, c01);
      t = broadcast(FLOATS, x[i + ROW]);
      c10 = t.fma(a0, c10);
      c11 = t.fma(a1, c11);
      t = broadcast(FLOATS, x[i + 2 * ROW]);
      c20 = t.fma(a0, c20);
      c21 = t.fma(a1, c21);
      t = broadcast(FLOATS, x[i + 3 * ROW]);
      c30 = t.fma(a0, c30);
      c31 = t.fma(a1, c31);
    }
    fromArray(FLOATS, h, hb).add(c00).intoArray(h, hb);
    fromArray(FLOATS, h, hb + LANES).add(c01).intoArray(h, hb + LANES);
    fromArray(FLOATS, h, hb + 2 * LANES).add(c10).intoArray(h, hb + 2 * LANES);
    fromArray(FLOATS, h, hb + 3 * LANES).add(c11).intoArray(h, hb + 3 * LANES);
    fromArray(FLOATS, h, hb + 4 * LANES).add(c20).intoArray(h, hb + 4 * LANES);
    fromArray(FLOATS, h, hb + 5 * LANES).add(c21).intoArray(h, hb + 5 * LANES);
    fromArray(FLOATS, h, hb + 6 * LANES).add(c30).intoArray(h, hb + 6 * LANES);
    fromArray(FLOATS, h, hb + 7 * LANES).add(c31).intoArray(h, hb + 7 * LANES);
  }

  /** 12 images by the last, narrow panel. */
  static void narrow12(float[] x, int xb, int n, float[] w, int wa, float[] h, int hb) {
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
    int wb = wa - xb * LANES;
    for (int i = xb, end = xb + n; i < end; i++) {
      a0 = fromArray(FLOATS, w, wb + i * LANES);
      t = broadcast(FLOATS, x[i]);
      c0 = t.fma(a0, c0);
      t = broadcast(FLOATS, x[i + ROW]);
      c1 = t.fma(a0, c1);
      if (i == NEVER) {
        break;
      }
      t = broadcast(FLOATS, x[i + 2 * ROW]);
      c2 = t.fma(a0, c2);
      t = broadcast(FLOATS, x[i + 3 * ROW]);
      c3 = t.fma(a0, c3);
      if (i == NEVER - 1) {
        break;
      }
      t = broadcast(FLOATS, x[i + 4 * ROW]);
      c4 = t.fma(a0, c4);
      t = broadcast(FLOATS, x[i + 5 * ROW]);
      c5 = t.fma(a0, c5);
      if (i == NEVER - 2) {
        break;
      }
      t = broadcast(FLOATS, x[i + 6 * ROW]);
      c6 = t.fma(a0, c6);
      t = broadcast(FLOATS, x[i + 7 * ROW]);
      c7 = t.fma(a0, c7);
      if (i == NEVER - 3) {
        break;
      }
      t = broadcast(FLOATS, x[i + 8 * ROW]);
      c8 = t.fma(a0, c8);
      t = broadcast(FLOATS, x[i + 9 * ROW]);
      c9 = t.fma(a0, c9);
      if (i == NEVER - 4) {
        break;
      }
      t = broadcast(FLOATS, x[i + 10 * ROW]);
      c10 = t.fma(a0, c10);
      t = broadcast(FLOATS, x[i + 11 * ROW]);
      c11 = t.fma(a0, c11);
    }
    TYPE.cast(fromArray(FLOATS, h, hb).add(c0)).intoArray(h, hb);
    TYPE.cast(fromArray(FLOATS, h, hb + LANES).add(c1)).intoArray(h, hb + LANES);
    TYPE.cast(fromArray(FLOATS, h, hb + 2 * LANES).add(c2)).intoArray(h, hb + 2 * LANES);
    TYPE.cast(fromArray(FLOATS, h, hb + 3 * LANES).add(c3)).intoArray(h, hb + 3 * LANES);
    TYPE.cast(fromArray(FLOATS, h, hb + 4 * LANES).add(c4)).intoArray(h, hb + 4 * LANES);
    TYPE.cast(fromArray(FLOATS, h, hb + 5 * LANES).add(c5)).intoArray(h, hb + 5 * LANES);
    TYPE.cast(fromArray(FLOATS, h, hb + 6 * LANES).add(c6)).intoArray(h, hb + 6 * LANES);
    TYPE.cast(fromArray(FLOATS, h, hb + 7 * LANES).add(c7)).intoArray(h, hb + 7 * LANES);
    TYPE.cast(fromArray(FLOATS, h, hb + 8 * LANES).add(c8)).intoArray(h, hb + 8 * LANES);
    TYPE.cast(fromArray(FLOATS, h, hb + 9 * LANES).add(c9)).intoArray(h, hb + 9 * LANES);
    TYPE.cast(fromArray(FLOATS, h, hb + 10 * LANES).add(c10)).intoArray(h, hb + 10 * LANES);
    TYPE.cast(fromArray(FLOATS, h, hb + 11 * LANES).add(c11)).intoArray(h, hb + 11 * LANES);
  }

  /** 4 images by the last, narrow panel. */
  static void narrow4(float[] x, int xb, int n, float[] w, int wa, float[] h, int hb) {
    FloatVector c0 = zero(FLOATS);
    FloatVector c1 = c0;
    FloatVector c2 = c0;
    FloatVector c3 = c0;
    FloatVector a0;
    FloatVector t;
    int wb = wa - xb * LANES;
    for (int i = xb, end = xb + n; i < end; i++) {
      a0 = fromArray(FLOATS, w, wb + i * LANES);
      t = broadcast(FLOATS, x[i]);
      c0 = t.fma(a0, c0);
      t = broadcast(FLOATS, x[i + ROW]);
      c1 = t.fma(a0, c1);
      t = broadcast(FLOATS, x[i + 2 * ROW]);
      c2 = t.fma(a0, c2);
      t = broadcast(FLOATS, x[i + 3 * ROW]);
      c3 = t.fma(a0, c3);
    }
    fromArray(FLOATS, h, hb).add(c0).intoArray(h, hb);
    fromArray(FLOATS, h, hb + LANES).add(c1).intoArray(h, hb + LANES);
    fromArray(FLOATS, h, hb + 2 * LANES).add(c2).intoArray(h, hb + 2 * LANES);
    fromArray(FLOATS, h, hb + 3 * LANES).add(c3).intoArray(h, hb + 3 * LANES);
  }
}
