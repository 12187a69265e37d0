package io.github.clrsearch.network;

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

  /** Velocities of a tile before its update. */
  private final float[] old = new float[WIDE_ROWS * PANEL];

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
      for (int d = 0, rows; d < n; d += rows) {
        boolean wide = width == PANEL && d + WIDE_ROWS <= n;
        rows = wide ? WIDE_ROWS : Panels.UNIT;
        int row = at + d;
        int to = weights + d * width;
        System.arraycopy(v, to, old, 0, rows * width);
        if (wide && TALL) {
          VectorMomentum.wide8(x, row, images, g, from, motion, q, v, w, to);
        } else if (wide) {
          VectorMomentum.wide6(x, row, images, g, from, motion, q, v, w, to);
          VectorMomentum.wide6(x, row + 6, images, g, from, motion, q, v, w, to + 6 * PANEL);
        } else {
          for (int j = 0; j < width; j += LANES) {
            VectorMomentum.vector4(x, row, images, g, from + j, width, motion, q + j, v, w, to + j);
          }
        }
        VectorMomentum.move(width, old, rows * width, motion, q, v, w, to);
      }
    }
  }
}
