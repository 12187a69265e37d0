package io.github.clrsearch.network;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The Vector API. Panels are two vectors wide; the last panel is one vector wide if that is enough.
 * Without momentum, nodes that would fill at most half of the last vector are updated in pairs,
 * with vectors of inputs, see {@link VectorRemainder}.
 */
final class VectorProducts implements ProductKernel {
  static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
  static final Class<? extends FloatVector> TYPE =
      FLOATS.vectorType().asSubclass(FloatVector.class);
  static final int LANES = FLOATS.length();
  static final int PANEL = 2 * LANES;

  /** Floats per vector from which a processor has 32 vector registers instead of 16. */
  private static final int MANY_REGISTERS = 16;

  private static final boolean TALL = LANES >= MANY_REGISTERS;

  /** Rows (images, or inputs in the update) that tiles of 6 or 8 rows compute at a time. */
  private static final int WIDE_ROWS = TALL ? 8 : 12;

  private static final int NARROW_ROWS = 12;

  /** Floats in 64 bytes. */
  private static final int CACHE_LINE = 16;

  private final Panels panels;

  /** Nodes that are updated in vectors of nodes, padded. The others are updated in pairs. */
  private final int inVectors;

  /** First node of the tile of three vectors; {@link #inVectors} if there is none. */
  private final int triple;

  /** The gradients of the nodes from {@link #triple} on, for {@link VectorRemainder}. */
  private final float[] lastGradients;

  private float[] gradients;

  /** Factors of the weights of a panel, by node. */
  private final float[] factors = new float[PANEL];

  /** Sums of a pair of nodes over the images, for one block: [node][input]. */
  private final float[] sums = new float[2 * Panels.BLOCK];

  /** The tile of an update with momentum. */
  private final float[] tile = new float[Math.max(WIDE_ROWS * PANEL, NARROW_ROWS * LANES)];

  /** Velocities of this tile before the update. */
  private final float[] old = new float[tile.length];

  /** Written only, so that C2 keeps the reads of {@link #prefetch}. */
  private float prefetched;

  VectorProducts(int images, int inputs, int nodes) {
    this.panels = new Panels(images, inputs, nodes, PANEL, LANES);
    int part = nodes % LANES;
    boolean narrow = panels.width(panels.panelOf(nodes - 1)) == LANES;
    // Pairs replace a narrow panel or, with a tile of three vectors, half of a wide one.
    boolean pairs = part <= LANES / 2 && (narrow || TALL && nodes > PANEL);
    this.inVectors = pairs ? nodes - part : panels.nodes();
    boolean odd = inVectors % PANEL == LANES;
    this.triple = TALL && odd && inVectors > LANES ? inVectors - 3 * LANES : inVectors;
    int rows = triple < nodes ? panels.images() + 1 : 0;
    this.lastGradients = new float[rows * VectorRemainder.GRADIENTS];
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
  public void takeGradients(float[] g) {
    gradients = g;
    int nodes = panels.realNodes();
    for (int j = triple, end; j < nodes; j = end) {
      end = Math.min(nodes, panels.nextPanel(j));
      for (int i = 0, to = j - triple; i < panels.images(); i++, to += VectorRemainder.GRADIENTS) {
        System.arraycopy(g, panels.nodeAt(i, j), lastGradients, to, end - j);
      }
    }
  }

  @Override
  public void update(float[] x, int at, int k, float[] decay, float[] w) {
    int n = panels.blockLength(k);
    for (int q = 0, width; q < triple; q += width) {
      width = panels.width(q);
      System.arraycopy(decay, q, factors, 0, width);
      int weights = panels.weightsAt(k, q);
      for (int d = 0; d < n; ) {
        int to = weights + d * width;
        d += tile(x, at + d, n - d, q, w, to, w, to);
      }
    }
    if (triple < inVectors) {
      updateTriple(x, at, k, decay, w);
    }
    for (int j = inVectors; j < panels.realNodes(); j += 2) {
      updatePair(x, at, k, j, decay, w);
    }
  }

  private void updateTriple(float[] x, int at, int k, float[] decay, float[] w) {
    int n = panels.images();
    System.arraycopy(decay, triple, lastGradients, n * VectorRemainder.GRADIENTS, 3 * LANES);
    int next = triple + PANEL;
    int width = panels.width(next);
    int to = panels.weightsAt(k, triple);
    int toNext = panels.weightsAt(k, next);
    for (int d = 0; d < panels.blockLength(k); d += Panels.UNIT) {
      VectorRemainder.triple4(
          x, at + d, n, lastGradients, w, to + d * PANEL, toNext + d * width, width);
    }
  }

  /** Updates two nodes from {@code j} on; the second may be padding. */
  private void updatePair(float[] x, int at, int k, int j, float[] decay, float[] w) {
    int n = panels.blockLength(k);
    for (int d = 0; d < n; d += VectorRemainder.PAIR_INPUTS) {
      VectorRemainder.pair(x, at + d, panels.images(), lastGradients, j - triple, sums, d);
    }
    int q = panels.panelOf(j);
    int width = panels.width(q);
    for (int i = 0, o = panels.weightsAt(k, q) + j - q; i < n; i++, o += width) {
      w[o] = Fma.of(w[o], decay[j], sums[i]);
      w[o + 1] = Fma.of(w[o + 1], decay[j + 1], sums[Panels.BLOCK + i]);
    }
  }

  @Override
  public void update(float[] x, int at, int k, Motion motion, float[] v, float[] w) {
    int n = panels.blockLength(k);
    for (int q = 0, width; q < panels.nodes(); q += width) {
      width = panels.width(q);
      System.arraycopy(motion.penalty, q, factors, 0, width);
      int weights = panels.weightsAt(k, q);
      for (int d = 0, rows; d < n; d += rows) {
        int to = weights + d * width;
        // Fetching the velocities before the tile is faster than reading them after it.
        System.arraycopy(v, to, old, 0, Math.min(old.length, (n - d) * width));
        prefetch(v, to + old.length);
        rows = tile(x, at + d, n - d, q, w, to, tile, 0);
        VectorMotion.move(tile, old, rows * width, width, motion, q, v, w, to);
      }
    }
  }

  /** Reads the velocities of the next tile, so that they are in the caches after this one. */
  private void prefetch(float[] v, int from) {
    float sum = 0;
    for (int i = from, end = Math.min(from + old.length, v.length); i < end; i += CACHE_LINE) {
      sum += v[i];
    }
    prefetched = sum;
  }

  /**
   * Computes the largest tile that fits, of the panel that begins at node {@code q}.
   *
   * @param row first input of the tile in {@code x}
   * @param left number of inputs from there to the end of the block
   * @param w weights, the tile's from {@code wb} on; not modified unless they are {@code o}
   * @param o modified: the result, from {@code ob} on
   * @return number of inputs of the tile
   */
  private int tile(float[] x, int row, int left, int q, float[] w, int wb, float[] o, int ob) {
    int n = panels.images();
    int from = q * n;
    float[] g = gradients;
    float[] f = factors;
    boolean wide = panels.width(q) == PANEL;
    if (wide && left >= WIDE_ROWS) {
      if (TALL) {
        VectorUpdate.wide8(x, row, n, g, from, f, w, wb, o, ob);
      } else {
        int half = 6 * PANEL;
        VectorUpdate.wide6(x, row, n, g, from, f, w, wb, o, ob);
        VectorUpdate.wide6(x, row + 6, n, g, from, f, w, wb + half, o, ob + half);
      }
      return WIDE_ROWS;
    }
    if (!wide && left >= NARROW_ROWS) {
      VectorUpdate.narrow12(x, row, n, g, from, f, w, wb, o, ob);
      return NARROW_ROWS;
    }
    if (wide) {
      VectorUpdate.wide4(x, row, n, g, from, f, w, wb, o, ob);
    } else {
      VectorUpdate.narrow4(x, row, n, g, from, f, w, wb, o, ob);
    }
    return Panels.UNIT;
  }
}
