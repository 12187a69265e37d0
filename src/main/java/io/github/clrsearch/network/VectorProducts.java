package io.github.clrsearch.network;

import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;
import static jdk.incubator.vector.FloatVector.zero;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The Vector API. Panels are two vectors wide; the last panel is one vector wide if that is enough.
 */
final class VectorProducts implements ProductKernel {
  static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
  static final int LANES = FLOATS.length();
  static final int PANEL = 2 * LANES;

  /** Floats per vector from which a processor has 32 vector registers instead of 16. */
  private static final int MANY_REGISTERS = 16;

  private static final boolean TALL = LANES >= MANY_REGISTERS;

  /** Rows (images, or inputs in the update) that tiles of 6 or 8 rows compute at a time. */
  private static final int WIDE_ROWS = TALL ? 8 : 12;

  private static final int NARROW_ROWS = 12;

  private final Panels panels;

  VectorProducts(int images, int inputs, int nodes) {
    this.panels = new Panels(images, inputs, nodes, PANEL, LANES);
  }

  @Override
  public Panels panels() {
    return panels;
  }

  @Override
  public void forward(int images, float[] x, int at, int k, float[] w, float[] h) {
    int n = panels.blockLength(k);
    int nodes = panels.nodes();
    int q = 0;
    for (; q + PANEL <= nodes; q += PANEL) {
      int weights = panels.weightsAt(k, q);
      int to = q * panels.images();
      int i = 0;
      for (; i + WIDE_ROWS <= images; i += WIDE_ROWS) {
        int row = at + i * Panels.ROW;
        if (TALL) {
          VectorForward.wide8(x, row, n, w, weights, h, to + i * PANEL);
        } else {
          VectorForward.wide6(x, row, n, w, weights, h, to + i * PANEL);
          VectorForward.wide6(x, row + 6 * Panels.ROW, n, w, weights, h, to + (i + 6) * PANEL);
        }
      }
      for (; i < images; i += Panels.UNIT) {
        VectorForward.wide4(x, at + i * Panels.ROW, n, w, weights, h, to + i * PANEL);
      }
    }
    if (q < nodes) {
      int weights = panels.weightsAt(k, q);
      int to = q * panels.images();
      int i = 0;
      for (; i + NARROW_ROWS <= images; i += NARROW_ROWS) {
        VectorForward.narrow12(x, at + i * Panels.ROW, n, w, weights, h, to + i * LANES);
      }
      for (; i < images; i += Panels.UNIT) {
        VectorForward.narrow4(x, at + i * Panels.ROW, n, w, weights, h, to + i * LANES);
      }
    }
  }

  @Override
  public void update(float[] x, int at, int k, float[] g, float[] decay, float[] w) {
    int n = panels.blockLength(k);
    int images = panels.images();
    int nodes = panels.nodes();
    int q = 0;
    for (; q + PANEL <= nodes; q += PANEL) {
      int weights = panels.weightsAt(k, q);
      int from = q * images;
      int d = 0;
      for (; d + WIDE_ROWS <= n; d += WIDE_ROWS) {
        int row = at + d;
        int to = weights + d * PANEL;
        if (TALL) {
          VectorUpdate.wide8(x, row, images, g, from, decay, q, w, to);
        } else {
          VectorUpdate.wide6(x, row, images, g, from, decay, q, w, to);
          VectorUpdate.wide6(x, row + 6, images, g, from, decay, q, w, to + 6 * PANEL);
        }
      }
      for (; d < n; d += Panels.UNIT) {
        VectorUpdate.wide4(x, at + d, images, g, from, decay, q, w, weights + d * PANEL);
      }
    }
    if (q < nodes) {
      int weights = panels.weightsAt(k, q);
      int from = q * images;
      int d = 0;
      for (; d + NARROW_ROWS <= n; d += NARROW_ROWS) {
        VectorUpdate.narrow12(x, at + d, images, g, from, decay, q, w, weights + d * LANES);
      }
      for (; d < n; d += Panels.UNIT) {
        VectorUpdate.narrow4(x, at + d, images, g, from, decay, q, w, weights + d * LANES);
      }
    }
  }

  @Override
  public void update(float[] x, int at, int k, float[] g, Motion motion, float[] v, float[] w) {
    int n = panels.blockLength(k);
    int images = panels.images();
    int nodes = panels.nodes();
    for (int q = 0, width; q < nodes; q += width) {
      width = panels.width(q);
      int weights = panels.weightsAt(k, q);
      int from = q * images;
      int d = 0;
      for (; width == PANEL && d + WIDE_ROWS <= n; d += WIDE_ROWS) {
        int row = at + d;
        int to = weights + d * PANEL;
        if (TALL) {
          VectorMomentum.wide8(x, row, images, g, from, motion, q, v, w, to);
        } else {
          VectorMomentum.wide6(x, row, images, g, from, motion, q, v, w, to);
          VectorMomentum.wide6(x, row + 6, images, g, from, motion, q, v, w, to + 6 * PANEL);
        }
      }
      for (; d < n; d += Panels.UNIT) {
        for (int j = 0; j < width; j += LANES) {
          int to = weights + d * width + j;
          momentum4(x, at + d, images, g, from + j, width, motion, q + j, v, w, to);
        }
      }
    }
  }

  /**
   * Updates 4 inputs by one vector of a panel of {@code width} nodes with momentum, see {@link
   * VectorMomentum}.
   */
  private static void momentum4(
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
      t = broadcast(FLOATS, x[xb + i * Panels.ROW]);
      c0 = t.fma(a, c0);
      t = broadcast(FLOATS, x[xb + i * Panels.ROW + 1]);
      c1 = t.fma(a, c1);
      t = broadcast(FLOATS, x[xb + i * Panels.ROW + 2]);
      c2 = t.fma(a, c2);
      t = broadcast(FLOATS, x[xb + i * Panels.ROW + 3]);
      c3 = t.fma(a, c3);
    }
    FloatVector penalty = fromArray(FLOATS, m.penalty, q);
    FloatVector momentum = fromArray(FLOATS, m.momentum, q);
    FloatVector keep = fromArray(FLOATS, m.keep, q);
    FloatVector ofVelocity = fromArray(FLOATS, m.ofVelocity, q);
    FloatVector ofGradient = fromArray(FLOATS, m.ofGradient, q);
    a = fromArray(FLOATS, w, wb);
    c0 = a.fma(penalty, c0);
    t = fromArray(FLOATS, v, wb).fma(momentum, c0);
    t.intoArray(v, wb);
    t.fma(ofVelocity, c0.fma(ofGradient, a.mul(keep))).intoArray(w, wb);
    a = fromArray(FLOATS, w, wb + width);
    c1 = a.fma(penalty, c1);
    t = fromArray(FLOATS, v, wb + width).fma(momentum, c1);
    t.intoArray(v, wb + width);
    t.fma(ofVelocity, c1.fma(ofGradient, a.mul(keep))).intoArray(w, wb + width);
    a = fromArray(FLOATS, w, wb + 2 * width);
    c2 = a.fma(penalty, c2);
    t = fromArray(FLOATS, v, wb + 2 * width).fma(momentum, c2);
    t.intoArray(v, wb + 2 * width);
    t.fma(ofVelocity, c2.fma(ofGradient, a.mul(keep))).intoArray(w, wb + 2 * width);
    a = fromArray(FLOATS, w, wb + 3 * width);
    c3 = a.fma(penalty, c3);
    t = fromArray(FLOATS, v, wb + 3 * width).fma(momentum, c3);
    t.intoArray(v, wb + 3 * width);
    t.fma(ofVelocity, c3.fma(ofGradient, a.mul(keep))).intoArray(w, wb + 3 * width);
  }
}
