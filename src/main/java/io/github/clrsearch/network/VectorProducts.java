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

  private static final int TALL = 8;
  private static final boolean WIDE_TALL = LANES >= MANY_REGISTERS;

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
    int rows = panels.images();
    int nodes = panels.nodes();
    int q = 0;
    for (; q + PANEL <= nodes; q += PANEL) {
      int weights = panels.weightsAt(k, q);
      int i = 0;
      if (WIDE_TALL) {
        for (; i + TALL <= images; i += TALL) {
          VectorForward.wide8(x, at + i * Panels.ROW, n, w, weights, h, q * rows + i * PANEL);
        }
      }
      for (; i < images; i += Panels.UNIT) {
        VectorForward.wide4(x, at + i * Panels.ROW, n, w, weights, h, q * rows + i * PANEL);
      }
    }
    if (q < nodes) {
      int weights = panels.weightsAt(k, q);
      int i = 0;
      for (; i + TALL <= images; i += TALL) {
        VectorForward.narrow8(x, at + i * Panels.ROW, n, w, weights, h, q * rows + i * LANES);
      }
      if (i < images) {
        VectorForward.narrow4(x, at + i * Panels.ROW, n, w, weights, h, q * rows + i * LANES);
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
      int gradients = q * images;
      int d = 0;
      if (WIDE_TALL) {
        for (; d + TALL <= n; d += TALL) {
          VectorUpdate.wide8(x, at + d, images, g, gradients, decay, q, w, weights + d * PANEL);
        }
      }
      for (; d < n; d += Panels.UNIT) {
        VectorUpdate.wide4(x, at + d, images, g, gradients, decay, q, w, weights + d * PANEL);
      }
    }
    if (q < nodes) {
      int weights = panels.weightsAt(k, q);
      int gradients = q * images;
      int d = 0;
      for (; d + TALL <= n; d += TALL) {
        VectorUpdate.narrow8(x, at + d, images, g, gradients, decay, q, w, weights + d * LANES);
      }
      if (d < n) {
        VectorUpdate.narrow4(x, at + d, images, g, gradients, decay, q, w, weights + d * LANES);
      }
    }
  }
}
