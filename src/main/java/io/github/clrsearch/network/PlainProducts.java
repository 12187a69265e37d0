package io.github.clrsearch.network;

import java.util.Arrays;

/**
 * Plain Java, for any JVM. All nodes are one panel. Rows are copied into arrays of their own,
 * because the compiler vectorizes a loop only if all its arrays use the same index.
 */
final class PlainProducts implements ProductKernel {
  private final Panels panels;
  private final float[][] rows;
  private final float[][] gradients;
  private final float[][] sums;

  PlainProducts(int images, int inputs, int nodes) {
    this.panels = new Panels(images, inputs, nodes, Integer.MAX_VALUE, 1);
    this.rows = new float[Panels.UNIT][nodes];
    this.gradients = new float[panels.images()][nodes];
    this.sums = new float[panels.images()][nodes];
  }

  @Override
  public Panels panels() {
    return panels;
  }

  @Override
  public void forward(int images, float[] x, int at, int k, float[] w, float[] h) {
    int nodes = panels.nodes();
    for (int image = 0; image < images; image++) {
      Arrays.fill(sums[image], 0);
    }
    for (int i = 0; i < panels.blockLength(k); i += Panels.UNIT) {
      for (int r = 0; r < Panels.UNIT; r++) {
        System.arraycopy(w, panels.weightsAt(k, 0) + (i + r) * nodes, rows[r], 0, nodes);
      }
      for (int image = 0, o = at + i; image < images; image++, o += Panels.ROW) {
        chain(x[o], x[o + 1], x[o + 2], x[o + 3], rows, 0, sums[image]);
      }
    }
    for (int image = 0; image < images; image++) {
      add(sums[image], h, image * nodes);
    }
  }

  @Override
  public void takeGradients(float[] g) {
    int nodes = panels.nodes();
    for (int image = 0; image < gradients.length; image++) {
      System.arraycopy(g, image * nodes, gradients[image], 0, nodes);
    }
  }

  @Override
  public void update(float[] x, int at, int k, float[] decay, float[] w) {
    for (int i = 0; i < panels.blockLength(k); i++) {
      decayAndAdd(w, panels.weightsAt(k, 0) + i * panels.nodes(), decay, sum(x, at + i));
    }
  }

  @Override
  public void update(float[] x, int at, int k, Motion motion, float[] v, float[] w) {
    for (int i = 0; i < panels.blockLength(k); i++) {
      motion.move(sum(x, at + i), v, w, panels.weightsAt(k, 0) + i * panels.nodes());
    }
  }

  /** The chain over all images of one input, by node. Overwritten by the next call. */
  private float[] sum(float[] x, int input) {
    float[] sum = sums[0];
    Arrays.fill(sum, 0);
    for (int image = 0; image < gradients.length; image += Panels.UNIT) {
      int o = input + image * Panels.ROW;
      float x1 = x[o + Panels.ROW];
      float x2 = x[o + 2 * Panels.ROW];
      chain(x[o], x1, x2, x[o + 3 * Panels.ROW], gradients, image, sum);
    }
    return sum;
  }

  private static void chain(
      float x0, float x1, float x2, float x3, float[][] rows, int first, float[] sum) {
    float[] v0 = rows[first];
    float[] v1 = rows[first + 1];
    float[] v2 = rows[first + 2];
    float[] v3 = rows[first + 3];
    for (int j = 0; j < sum.length; j++) {
      sum[j] = Fma.of(x3, v3[j], Fma.of(x2, v2[j], Fma.of(x1, v1[j], Fma.of(x0, v0[j], sum[j]))));
    }
  }

  private static void add(float[] sum, float[] h, int at) {
    for (int j = 0; j < sum.length; j++) {
      h[at + j] += sum[j];
    }
  }

  private static void decayAndAdd(float[] w, int at, float[] decay, float[] sum) {
    for (int j = 0; j < sum.length; j++) {
      w[at + j] = Fma.of(w[at + j], decay[j], sum[j]);
    }
  }
}
