package io.github.clrsearch.network;

import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;
import static jdk.incubator.vector.FloatVector.zero;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Tiles of the update for the last nodes of a layer, where panels would leave a vector empty or
 * half empty. Their gradients {@code g} are in rows of {@link #GRADIENTS}, one per image; the other
 * arguments are those of {@link VectorUpdate}. {@link VectorForward} gives the rules for C2.
 */
final class VectorRemainder {
  private static final VectorSpecies<Float> FLOATS = VectorProducts.FLOATS;
  private static final Class<? extends FloatVector> TYPE = VectorProducts.TYPE;
  private static final int LANES = VectorProducts.LANES;
  private static final int ROW = Panels.ROW;

  /** Floats per image in {@code g}: the nodes of at most 3 vectors, then those of the pairs. */
  static final int GRADIENTS = 4 * LANES;

  /** Inputs that {@link #pair} computes at a time. */
  static final int PAIR_INPUTS = 4 * LANES;

  private VectorRemainder() {}

  /**
   * 4 inputs by 3 vectors of nodes, a panel and the first vector of the next: sums in 12 registers,
   * for processors that have 32. The next panel is {@code width} wide.
   *
   * @param g the row after the gradients holds the factors of the weights: with one more array, C2
   *     runs out of registers in the loop
   * @param w the weights of the tile begin at {@code wb}, in the next panel at {@code wc}; modified
   */
  static void triple4(float[] x, int r, int n, float[] g, float[] w, int wb, int wc, int width) {
    FloatVector c00 = zero(FLOATS);
    FloatVector c01 = c00;
    FloatVector c02 = c00;
    FloatVector c10 = c00;
    FloatVector c11 = c00;
    FloatVector c12 = c00;
    FloatVector c20 = c00;
    FloatVector c21 = c00;
    FloatVector c22 = c00;
    FloatVector c30 = c00;
    FloatVector c31 = c00;
    FloatVector c32 = c00;
    FloatVector a0;
    FloatVector a1;
    FloatVector a2;
    FloatVector t;
    for (int i = 0; i < n; i++) {
      a0 = fromArray(FLOATS, g, i * GRADIENTS);
      a1 = fromArray(FLOATS, g, i * GRADIENTS + LANES);
      a2 = fromArray(FLOATS, g, i * GRADIENTS + 2 * LANES);
      t = broadcast(FLOATS, x[r + i * ROW]);
      c00 = t.fma(a0, c00);
      c01 = t.fma(a1, c01);
      c02 = t.fma(a2, c02);
      t = broadcast(FLOATS, x[r + i * ROW + 1]);
      c10 = t.fma(a0, c10);
      c11 = t.fma(a1, c11);
      c12 = t.fma(a2, c12);
      t = broadcast(FLOATS, x[r + i * ROW + 2]);
      c20 = t.fma(a0, c20);
      c21 = t.fma(a1, c21);
      c22 = t.fma(a2, c22);
      t = broadcast(FLOATS, x[r + i * ROW + 3]);
      c30 = t.fma(a0, c30);
      c31 = t.fma(a1, c31);
      c32 = t.fma(a2, c32);
    }
    a0 = fromArray(FLOATS, g, n * GRADIENTS);
    a1 = fromArray(FLOATS, g, n * GRADIENTS + LANES);
    a2 = fromArray(FLOATS, g, n * GRADIENTS + 2 * LANES);
    TYPE.cast(fromArray(FLOATS, w, wb).fma(a0, c00)).intoArray(w, wb);
    TYPE.cast(fromArray(FLOATS, w, wb + LANES).fma(a1, c01)).intoArray(w, wb + LANES);
    TYPE.cast(fromArray(FLOATS, w, wc).fma(a2, c02)).intoArray(w, wc);
    TYPE.cast(fromArray(FLOATS, w, wb + 2 * LANES).fma(a0, c10)).intoArray(w, wb + 2 * LANES);
    TYPE.cast(fromArray(FLOATS, w, wb + 3 * LANES).fma(a1, c11)).intoArray(w, wb + 3 * LANES);
    TYPE.cast(fromArray(FLOATS, w, wc + width).fma(a2, c12)).intoArray(w, wc + width);
    TYPE.cast(fromArray(FLOATS, w, wb + 4 * LANES).fma(a0, c20)).intoArray(w, wb + 4 * LANES);
    TYPE.cast(fromArray(FLOATS, w, wb + 5 * LANES).fma(a1, c21)).intoArray(w, wb + 5 * LANES);
    TYPE.cast(fromArray(FLOATS, w, wc + 2 * width).fma(a2, c22)).intoArray(w, wc + 2 * width);
    TYPE.cast(fromArray(FLOATS, w, wb + 6 * LANES).fma(a0, c30)).intoArray(w, wb + 6 * LANES);
    TYPE.cast(fromArray(FLOATS, w, wb + 7 * LANES).fma(a1, c31)).intoArray(w, wb + 7 * LANES);
    TYPE.cast(fromArray(FLOATS, w, wc + 3 * width).fma(a2, c32)).intoArray(w, wc + 3 * width);
  }

  /**
   * The sums of 2 nodes by 4 vectors of inputs, in 8 registers.
   *
   * @param gb gradient of the first node at the first image; that of the next node follows
   * @param s modified: the sums of the first node from {@code sb} on, those of the next node {@link
   *     Panels#BLOCK} later
   */
  static void pair(float[] x, int r, int n, float[] g, int gb, float[] s, int sb) {
    FloatVector c00 = zero(FLOATS);
    FloatVector c01 = c00;
    FloatVector c02 = c00;
    FloatVector c03 = c00;
    FloatVector c10 = c00;
    FloatVector c11 = c00;
    FloatVector c12 = c00;
    FloatVector c13 = c00;
    FloatVector a0;
    FloatVector a1;
    FloatVector t;
    for (int i = 0; i < n; i++) {
      a0 = broadcast(FLOATS, g[gb + i * GRADIENTS]);
      a1 = broadcast(FLOATS, g[gb + i * GRADIENTS + 1]);
      t = fromArray(FLOATS, x, r + i * ROW);
      c00 = t.fma(a0, c00);
      c10 = t.fma(a1, c10);
      t = fromArray(FLOATS, x, r + i * ROW + LANES);
      c01 = t.fma(a0, c01);
      c11 = t.fma(a1, c11);
      t = fromArray(FLOATS, x, r + i * ROW + 2 * LANES);
      c02 = t.fma(a0, c02);
      c12 = t.fma(a1, c12);
      t = fromArray(FLOATS, x, r + i * ROW + 3 * LANES);
      c03 = t.fma(a0, c03);
      c13 = t.fma(a1, c13);
    }
    c00.intoArray(s, sb);
    c01.intoArray(s, sb + LANES);
    c02.intoArray(s, sb + 2 * LANES);
    c03.intoArray(s, sb + 3 * LANES);
    c10.intoArray(s, sb + Panels.BLOCK);
    c11.intoArray(s, sb + Panels.BLOCK + LANES);
    c12.intoArray(s, sb + Panels.BLOCK + 2 * LANES);
    c13.intoArray(s, sb + Panels.BLOCK + 3 * LANES);
  }
}
